package dev.flyball.sample.web;

import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.sample.catalog.Answer;
import dev.flyball.sample.catalog.Catalog;
import java.sql.SQLException;

/** Where searches of many clients come in, each client with its share. Thread-safe. */
public class FrontDoor {

    private final Catalog catalog;

    /** Passes searches on to this catalog. */
    public FrontDoor(Catalog catalog) {
        this.catalog = catalog;
    }

    Answer search(Question question) throws SQLException {
        return search(question.client(), question.text("q"));
    }

    @RateLimited(permits = 40, per = "1s")
    Answer search(@Key String client, String text) throws SQLException {
        return catalog.search(text);
    }
}
