package dev.flyball.sample.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sketch of every class of the catalog, by name; read from the database when first asked for. Thread-safe. */
public final class Sketches {

    private static final String EVERYTHING = "select name || chr(9) || module || chr(9) || methods from class";

    private final Database database;
    private @Nullable NavigableMap<String, Sketch> sketches;

    /** Reads from this database. */
    public Sketches(Database database) {
        this.database = database;
    }

    /** The first so many classes of a package and those below it. */
    List<Sketch> below(String name, int most) throws SQLException {
        return all().subMap(name + '.', name + '/').values().stream()
                .limit(most)
                .toList();
    }

    private synchronized NavigableMap<String, Sketch> all() throws SQLException {
        if (sketches == null) {
            NavigableMap<String, Sketch> read = new TreeMap<>();
            database.each(
                    row -> {
                        String[] parts = row.split("\t", 3);
                        read.put(parts[0], Sketch.of(parts[0], parts[1], parts[2]));
                    },
                    EVERYTHING);
            sketches = read;
        }
        return sketches;
    }
}
