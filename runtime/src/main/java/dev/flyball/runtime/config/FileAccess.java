package dev.flyball.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files. Thread-safe. */
@FunctionalInterface
public interface FileAccess {

    /**
     * The first {@code limit} bytes of a file, all if it is shorter.
     *
     * @throws NoSuchFileException if it does not exist
     */
    byte[] read(Path file, int limit) throws IOException;

    /** The machine's own files; whatever is no regular file is refused, since reading it might never end. */
    static FileAccess system() {
        return (file, limit) -> {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("it is no regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(limit);
            }
        };
    }
}
