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

    /** The text in those characters: the $ of a nested class becomes a dot, whatever else does not fit becomes _. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = i > 0 && i < text.length() - 1 && clean.charAt(i - 1) != '.';
            boolean nested = c == '$' && inside && "$.".indexOf(text.charAt(i + 1)) < 0;
            clean.append(nested ? '.' : fits(c) ? c : '_');
        }
        return clean.toString();
    }

    private static boolean fits(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
