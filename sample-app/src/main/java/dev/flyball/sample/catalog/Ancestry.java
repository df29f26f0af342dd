package dev.flyball.sample.catalog;

import dev.flyball.annotation.Retry;
import dev.flyball.sample.jdk.ClassFacts;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.util.List;

/**
 * Super types, read from the same disk as {@link ClassShelf}. The governed method is private and static: nothing can
 * override it and no proxy can stand before it, so only the agent governs it.
 */
public final class Ancestry {

    private Ancestry() {}

    /** The super type of a class. */
    public static Answer parent(JrtReader reader, Line<IOException> disk, String module, String name)
            throws IOException {
        return Answer.fresh(
                List.of(open(reader, disk, reader.fileOf(module, name)).superName()));
    }

    @Retry(maxAttempts = 4, delay = "5ms", retryOn = IOException.class)
    private static ClassFacts open(JrtReader reader, Line<IOException> disk, String file) throws IOException {
        disk.use();
        return reader.read(file);
    }
}
