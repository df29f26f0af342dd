package dev.flyball.model;

/** Reads a plan line from left to right; used by one thread for one line. */
final class PlanScanner {

    private final String line;
    private int at;

    PlanScanner(String line) {
        this.line = line;
    }

    /** The value as it stands in a line: bare where every character is harmless, else quoted and escaped. */
    static String quote(String value) {
        if (!value.isEmpty() && value.chars().allMatch(PlanScanner::isBare)) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Passes exactly this. */
    void expect(String text) {
        if (!line.startsWith(text, at)) {
            throw wrong("expected " + text);
        }
        at += text.length();
    }

    /** Passes one space, if it stands here. */
    boolean space() {
        boolean here = at < line.length() && line.charAt(at) == ' ';
        at += here ? 1 : 0;
        return here;
    }

    /** A word of letters, digits and dashes. */
    String word() {
        int start = at;
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '-')) {
            at++;
        }
        if (at == start) {
            throw wrong("expected a word");
        }
        return line.substring(start, at);
    }

    /** A value behind its equals sign. */
    String value() {
        expect("=");
        if (at < line.length() && line.charAt(at) == '"') {
            at++;
            return quoted();
        }
        int start = at;
        while (at < line.length() && isBare(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong("expected a value");
        }
        return line.substring(start, at);
    }

    /** A number that stood in a value. */
    int index(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notDigits) {
            throw wrong("expected digits");
        }
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        expect("\"");
        return value.toString();
    }

    private char escaped() {
        if (at >= line.length()) {
            throw wrong("expected the rest of an escape");
        }
        char c = line.charAt(at++);
        if (c != 'u') {
            return c;
        }
        if (at + 4 > line.length()) {
            throw wrong("expected four hexadecimal digits");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(line.charAt(at++), 16);
            if (digit < 0) {
                throw wrong("expected four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    void end() {
        if (at < line.length()) {
            throw wrong("expected the end");
        }
    }

    IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("[bad-plan-line] " + why + " at " + at + " of: " + line);
    }

    private static boolean isBare(int c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "_-.,$+/".indexOf(c) >= 0;
    }
}
