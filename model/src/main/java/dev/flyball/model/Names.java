package dev.flyball.model;

/**
 * The names of policy instances. They are parts of configuration keys, so they hold letters, digits, {@code _}, {@code -}
 * and single dots only; {@code default} is a key of its own.
 */
final class Names {

    private Names() {}

    static Parsed check(Attribute attribute, String name) {
        if (name.isEmpty() && attribute.optional()) {
            return new Parsed.Value("");
        }
        if (name.isBlank()) {
            return new Parsed.Wrong("blank-name", "is blank", "write a name, or leave it out");
        }
        if (name.equals("default") && attribute.name().equals("name")) {
            return new Parsed.Wrong("bad-name", "is reserved for the settings of all instances", "choose another name");
        }
        if (!name.chars().allMatch(Names::fits) || ("." + name + ".").contains("..")) {
            return new Parsed.Wrong(
                    "bad-name", "cannot be part of a configuration key", "use letters, digits, _ - and single dots");
        }
        return new Parsed.Value(name);
    }

    /** The text with every character that a name cannot hold replaced: a nested class's $ by a dot, others by _. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(c == '$' ? '.' : fits(c) ? c : '_');
        }
        return clean.toString();
    }

    private static boolean fits(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
