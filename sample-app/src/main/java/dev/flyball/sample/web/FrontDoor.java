package dev.flyball.sample.web;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.sample.catalog.Answer;
import dev.flyball.sample.catalog.Catalog;
import dev.flyball.sample.catalog.ClassShelf;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Where questions of many clients come in, each client with its share. Thread-safe. */
public class FrontDoor {

    private final Catalog catalog;
    private final ClassShelf shelf;

    /** Passes searches on to this catalog, and comparisons to this shelf. */
    public FrontDoor(Catalog catalog, ClassShelf shelf) {
        this.catalog = catalog;
        this.shelf = shelf;
    }

    Answer search(Question question) throws SQLException {
        return search(question.client(), question.text("q"));
    }

    @RateLimited(permits = 40, per = "1s")
    Answer search(@Key String client, String text) throws SQLException {
        return catalog.search(text);
    }

    Answer compare(Question question) throws IOException {
        return compare(
                question.client(),
                question.text("module"),
                List.of(question.text("names").split(",")));
    }

    @Bulkhead(max = 32, perOwner = 4)
    Answer compare(@Key String client, String module, List<String> names) throws IOException {
        return shelf.common(module, names);
    }
}
