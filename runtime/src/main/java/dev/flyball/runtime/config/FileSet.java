package dev.flyball.runtime.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files that one load read, the ones that were not there among them, and a fingerprint of their bytes. */
final class FileSet {

    /** The longest file that is read, in bytes. */
    static final int LONGEST = 256 * 1024;

    /** The most files that one load reads; includes of includes could otherwise multiply. */
    static final int MOST = 100;

    private final FileAccess access;
    private final Map<Path, String> fingerprints = new TreeMap<>();
    private int reads;

    FileSet(FileAccess access) {
        this.access = access;
    }

    /**
     * A file's text.
     *
     * @throws NoSuchFileException if it does not exist
     * @throws IOException if it cannot be read, is too long, is no UTF-8, or is one file too many; the message says
     *     which, as the end of a sentence that begins with the file
     */
    String read(Path file) throws IOException {
        if (++reads > MOST) {
            throw new IOException("is one of more than " + MOST + " files read for one configuration");
        }
        byte[] bytes;
        try {
            bytes = access.read(file, LONGEST + 1);
        } catch (IOException unreadable) {
            fingerprints.put(file, "unreadable");
            throw unreadable;
        }
        fingerprints.put(file, digest(bytes));
        return text(checked(bytes));
    }

    /** The bytes, if there are not too many. */
    static byte[] checked(byte[] bytes) throws IOException {
        if (bytes.length > LONGEST) {
            throw new IOException("is longer than " + LONGEST / 1024 + " KiB");
        }
        return bytes;
    }

    static String text(byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new IOException("is not UTF-8", notUtf8);
        }
    }

    /** Equal for equal bytes of the same files. */
    String fingerprint() {
        return fingerprints.toString();
    }

    /** The fingerprint that the same files have now. */
    String fingerprintNow() {
        FileSet now = new FileSet(access);
        Set<Path> files = new LinkedHashSet<>(fingerprints.keySet());
        for (Path file : files) {
            try {
                now.fingerprints.put(file, digest(access.read(file, LONGEST + 1)));
            } catch (IOException unreadable) {
                now.fingerprints.put(file, "unreadable");
            }
        }
        return now.fingerprint();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new AssertionError(everyJvmHasIt);
        }
    }
}
