package dev.flyball.runtime.call;

import org.jspecify.annotations.Nullable;

/** A key as messages show it: quoted, short, on one line, whatever its {@code toString} does. */
public final class PrintedKey {

    private static final int LONGEST = 40;

    private PrintedKey() {}

    /** The key's text, at most 40 characters of it in quotes; {@code null} for null. */
    public static String of(@Nullable Object key) {
        if (key == null) {
            return "null";
        }
        String text;
        try {
            text = String.valueOf(key.toString());
        } catch (RuntimeException broken) {
            return "a " + key.getClass().getName();
        }
        int end = Math.min(text.length(), LONGEST);
        StringBuilder shown = new StringBuilder(end + 3).append('"');
        for (int i = 0; i < end; i++) {
            char next = text.charAt(i);
            boolean plain = (next >= ' ' && next < 0x7F) || Character.isLetterOrDigit(next);
            shown.append(plain ? next : '?');
        }
        return shown.append(end < text.length() ? "\"..." : "\"").toString();
    }
}
