package dev.flyball.sample.catalog;

import dev.flyball.annotation.Retry;
import dev.flyball.sample.jdk.ClassFacts;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** The methods that all of these classes declare. */
    public Answer common(String module, List<String> names) throws IOException {
        Set<String> common = new LinkedHashSet<>(methods(module, names.get(0)).lines());
        for (String name : names.subList(1, names.size())) {
            common.retainAll(methods(module, name).lines());
        }
        return Answer.fresh(List.copyOf(common));
    }

    @Retry(maxAttempts = 4, delay = "5ms", retryOn = IOException.class)
    ClassFacts open(String file) throws IOException {
        return reader.read(file);
    }
}
