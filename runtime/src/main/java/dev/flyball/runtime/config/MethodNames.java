package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;

/** What a method is called in keys: its class, a dot, its name, with a nested class joined by a dot; overloads alike. */
final class MethodNames {

    private MethodNames() {}

    static String of(MethodPlan plan) {
        return clean(plan.owner()) + "." + clean(plan.name());
    }

    /** Only letters, digits, {@code _}, {@code -} and dots need no quotes in a key. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
            clean.append(c == '$' ? '.' : fits ? c : '_');
        }
        return clean.toString();
    }
}
