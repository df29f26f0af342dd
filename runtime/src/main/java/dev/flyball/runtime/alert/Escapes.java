package dev.flyball.runtime.alert;

import java.util.Locale;

/** Writes out characters that would do something instead of being read. */
final class Escapes {

    private Escapes() {}

    /** Without line breaks, terminal sequences and changes of writing direction. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (acts(c)) {
                code(c, line);
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** A JSON string with its quotes; a surrogate without its other half is written out, as UTF-8 has no way to. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                quoted.append(c).append(text.charAt(++i));
            } else if (acts(c) || Character.isSurrogate(c)) {
                code(c, quoted);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean acts(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static void code(char c, StringBuilder to) {
        to.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
    }
}
