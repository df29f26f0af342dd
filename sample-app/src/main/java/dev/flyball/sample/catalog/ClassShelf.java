package dev.flyball.sample.catalog;

import dev.flyball.annotation.Retry;
import dev.flyball.sample.jdk.ClassFacts;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;

/** Class files, read anew each time from a disk that sometimes fails. Thread-safe. */
public class ClassShelf {

    private final JrtReader reader;

    /** Reads with this reader. */
    public ClassShelf(JrtReader reader) {
        this.reader = reader;
    }

    /** The methods that a class declares. */
    public Answer methods(String module, String name) throws IOException {
        return Answer.fresh(open(reader.fileOf(module, name)).methods());
    }

    @Retry(maxAttempts = 4, delay = "5ms", retryOn = IOException.class)
    ClassFacts open(String file) throws IOException {
        return reader.read(file);
    }
}
