package dev.flyball.sample.catalog;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** Questions to the database. Thread-safe. */
public class Catalog {

    private final Database database;
    private final Map<String, List<String>> lastKnown = new ConcurrentHashMap<>();

    /** Asks this database. */
    public Catalog(Database database) {
        this.database = database;
    }

    /** Up to twenty classes whose simple name starts with a text. */
    public Answer search(String text) throws SQLException {
        return find(text.strip().toLowerCase(Locale.ROOT));
    }

    @CircuitBreaker(
            window = "20",
            minimumCalls = 10,
            slowCallDuration = "300ms",
            slowCallRate = 0.8,
            openFor = "500ms",
            probes = 2,
            recordOn = SQLException.class,
            fallback = "lastKnown")
    Answer find(String prefix) throws SQLException {
        List<String> names = database.column(
                "select name from class where simple >= ? and simple < ? order by simple, name fetch first 20 rows only",
                prefix,
                prefix + '\uffff');
        lastKnown.put(prefix, names);
        return Answer.fresh(names);
    }

    /** What was answered last time, while the database cannot be asked. */
    Answer lastKnown(String prefix, Throwable cause) throws SQLException {
        List<String> names = lastKnown.get(prefix);
        if (names == null) {
            throw new SQLException("nothing known of '" + prefix + "'", cause);
        }
        boolean tried = !(cause instanceof RejectedExecutionException);
        return new Answer(tried ? Answer.Kind.STALE : Answer.Kind.STALE_UNTRIED, names);
    }

    /** Up to five classes whose simple name starts with a text, for a search box to suggest. */
    public Answer suggest(String text) throws SQLException {
        return complete(text.strip().toLowerCase(Locale.ROOT));
    }

    @AdaptiveConcurrency
    Answer complete(String prefix) throws SQLException {
        return Answer.fresh(database.column(
                "select name from class where simple >= ? and simple < ? order by simple, name fetch first 5 rows only",
                prefix,
                prefix + '\uffff'));
    }

    /**
     * The classes that hold a string constant matching a regular expression. Reads every string of every module whose
     * name starts with {@code modules}.
     */
    public Answer grep(String modules, String regex) throws SQLException {
        return scan(modules + '%', regex);
    }

    @Bulkhead(max = 1)
    Answer scan(String modules, String regex) throws SQLException {
        return Answer.fresh(database.column(
                "select name from class where module like ? and regexp_like(strings, ?)", modules, regex));
    }
}
