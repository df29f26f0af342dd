package dev.flyball.runtime.pressure.resource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a small file, parsed where it lies: asking leaves no garbage. What cannot be parsed is
 * {@link #UNKNOWN}; nothing in a file makes it throw. Used by one thread at a time.
 */
final class Text {

    static final long UNKNOWN = -1;

    /** More than any of the kernel's files that are read here; of a larger one the rest is not seen. */
    private static final int ROOM = 8 * 1024;

    private static final long OVERFLOW = Long.MAX_VALUE / 10 - 1;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(ROOM);
    private int length;

    /** Takes what the file holds now. */
    void read(FileChannel file) throws IOException {
        bytes.clear();
        length = 0;
        length = Math.max(file.read(bytes, 0), 0);
    }

    /** All of it, for what is read now and then. */
    String whole() {
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** The n-th word of all, counted from 0, as a number. */
    long number(int n) {
        int at = skipBlanks(0);
        for (int i = 0; i < n && at < length; i++) {
            at = skipBlanks(skipWord(at));
        }
        return numberAt(at);
    }

    /** The number that follows this word at the beginning of a line. */
    long after(String word) {
        int at = lineWith(word);
        return at < 0 ? UNKNOWN : numberAt(skipBlanks(at));
    }

    /** The number after {@code key}, such as "total=", in the line that begins with this word. */
    long in(String word, String key) {
        int at = lineWith(word);
        while (at >= 0 && at < length && bytes.get(at) != '\n') {
            at = skipSpaces(at);
            if (matches(key, at)) {
                return numberAt(at + key.length());
            }
            at = skipWord(at);
        }
        return UNKNOWN;
    }

    /** The place behind this word at the beginning of a line; negative if no line begins with it. */
    private int lineWith(String word) {
        for (int at = 0; at < length; at = nextLine(at)) {
            int end = at + word.length();
            if (matches(word, at) && end < length && isBlank(bytes.get(end))) {
                return end;
            }
        }
        return -1;
    }

    private boolean matches(String word, int at) {
        if (at + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes.get(at + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long numberAt(int start) {
        long number = 0;
        int at = start;
        for (; at < length && bytes.get(at) >= '0' && bytes.get(at) <= '9'; at++) {
            if (number > OVERFLOW) {
                return UNKNOWN;
            }
            number = 10 * number + bytes.get(at) - '0';
        }
        boolean ended = at == length || isBlank(bytes.get(at));
        return at > start && ended ? number : UNKNOWN;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < length && bytes.get(at) != '\n') {
            at++;
        }
        return at + 1;
    }

    private int skipWord(int from) {
        int at = from;
        while (at < length && !isBlank(bytes.get(at))) {
            at++;
        }
        return at;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < length && isBlank(bytes.get(at))) {
            at++;
        }
        return at;
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < length && (bytes.get(at) == ' ' || bytes.get(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\n' || one == '\r';
    }
}
