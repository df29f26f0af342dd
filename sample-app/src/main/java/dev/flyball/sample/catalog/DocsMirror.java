package dev.flyball.sample.catalog;

import dev.flyball.annotation.RateLimited;
import java.io.IOException;
import java.util.List;

/** Documentation pages from somebody else's server, which bans whoever asks too fast. Thread-safe. */
public class DocsMirror {

    private final Line<IOException> line;

    /** Passes {@code line} for each page. */
    public DocsMirror(Line<IOException> line) {
        this.line = line;
    }

    /** Where the page of a class is. */
    public Answer page(String module, String name) throws IOException {
        return fetch(module + '/' + name.replace('.', '/') + ".html");
    }

    @RateLimited(permits = 6, per = "100ms", maxWait = "1s")
    Answer fetch(String path) throws IOException {
        line.use();
        return Answer.fresh(List.of(path));
    }
}
