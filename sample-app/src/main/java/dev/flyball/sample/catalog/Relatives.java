package dev.flyball.sample.catalog;

import dev.flyball.annotation.Bulkhead;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Classes related to a class, found on a pool of a few threads. Thread-safe. */
public class Relatives {

    private final Database database;
    private final Executor workers;

    /** Asks {@code database} on {@code workers}. */
    public Relatives(Database database, Executor workers) {
        this.database = database;
        this.workers = workers;
    }

    /** The direct subclasses of a class. */
    public CompletionStage<Answer> of(String name) {
        return subclasses(name);
    }

    @Bulkhead(max = 8)
    CompletionStage<Answer> subclasses(String name) {
        return CompletableFuture.supplyAsync(() -> look(name), workers);
    }

    private Answer look(String name) {
        try {
            return Answer.fresh(
                    database.column("select name from class where super = ? fetch first 50 rows only", name));
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }
}
