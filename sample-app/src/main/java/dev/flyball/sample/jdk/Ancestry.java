package dev.flyball.sample.jdk;

import dev.flyball.annotation.Retry;
import java.io.IOException;

/**
 * Super types of classes. The governed method is private and static: nothing can override it and no proxy can stand
 * before it, so only the agent governs it.
 */
public final class Ancestry {

    private Ancestry() {}

    /** The super type of a class. */
    public static String parent(JrtReader reader, String module, String name) throws IOException {
        return open(reader, reader.fileOf(module, name)).superName();
    }

    @Retry(maxAttempts = 4, delay = "5ms", retryOn = IOException.class)
    private static ClassFacts open(JrtReader reader, String file) throws IOException {
        return reader.read(file);
    }
}
