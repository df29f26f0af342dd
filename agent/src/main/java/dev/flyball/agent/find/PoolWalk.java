package dev.flyball.agent.find;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A walk over a class file's constant pool that tells whether the class can concern Flyball at all: whether it holds a
 * text that starts with {@code Ldev/flyball/annotation/}, or one of a few further names. Immutable; a walk allocates
 * nothing.
 *
 * <p>A class file starts with magic, versions and the pool: entries of a tag byte and a size that follows from the tag,
 * for text (tag 1) from its own length. So the walk steps from entry to entry and compares only texts. What it does not
 * understand is a hit: the full reader then decides.
 */
public final class PoolWalk {

    private static final String ANNOTATION = "Ldev/flyball/annotation/";
    private static final int HEADER = 10;

    /** The size of an entry behind its tag byte, by tag; 0 is unknown. Text is measured by its own length. */
    private static final byte[] SIZES = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private final byte[][] names;
    private final byte[][] prefixes;

    /** Looks for our annotations alone. */
    public PoolWalk() {
        this(List.of(), List.of());
    }

    /**
     * Looks also for these names, and for names that begin so, spelled as in class files: {@code Lcom/acme/Critical;} for
     * an annotation, {@code com/acme/Port} for a super type.
     */
    public PoolWalk(List<String> names, List<String> prefixes) {
        this.names = new byte[names.size()][];
        for (int i = 0; i < names.size(); i++) {
            this.names[i] = utf8(names.get(i));
        }
        this.prefixes = new byte[prefixes.size() + 1][];
        this.prefixes[0] = utf8(ANNOTATION);
        for (int i = 0; i < prefixes.size(); i++) {
            this.prefixes[i + 1] = utf8(prefixes.get(i));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this class file must be read in full; true also for one that is no class file. */
    public boolean hits(byte[] file) {
        if (file.length < HEADER) {
            return true;
        }
        int count = u2(file, 8);
        int at = HEADER;
        for (int entry = 1; entry < count; entry++) {
            if (at + 3 > file.length) {
                return true;
            }
            int tag = file[at];
            if (tag == 1) {
                int length = u2(file, at + 1);
                int text = at + 3;
                if (text + length > file.length || matches(file, text, length)) {
                    return true;
                }
                at = text + length;
            } else if (tag <= 0 || tag >= SIZES.length || SIZES[tag] == 0) {
                return true;
            } else {
                at += 1 + SIZES[tag];
                if (tag == 5 || tag == 6) {
                    entry++; // a long or double takes two places
                }
            }
        }
        return false;
    }

    private boolean matches(byte[] file, int at, int length) {
        for (byte[] prefix : prefixes) {
            if (length >= prefix.length && starts(file, at, prefix)) {
                return true;
            }
        }
        for (byte[] name : names) {
            if (name.length == length && starts(file, at, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(byte[] file, int at, byte[] text) {
        for (int i = text.length - 1; i >= 0; i--) { // from behind: most class names differ there
            if (file[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int u2(byte[] file, int at) {
        return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
    }
}
