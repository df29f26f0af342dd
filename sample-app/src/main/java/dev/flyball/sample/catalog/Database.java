package dev.flyball.sample.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;

/** The embedded H2 database, read-only, behind a pool of connections. Thread-safe. */
public final class Database implements AutoCloseable {

    /** Read-only; and a query asked twice is run twice, as no two users ask the same. */
    private static final String SETTINGS = ";ACCESS_MODE_DATA=r;OPTIMIZE_REUSE_RESULTS=0";

    private static final int QUERY_TIMEOUT_SECONDS = 2;

    private final JdbcConnectionPool pool;
    private final Line<SQLException> line;

    /**
     * @param file where the indexer left the catalog
     * @param connections how many queries can run at once; others wait for a connection
     * @param line passed before each query, holding a connection
     */
    public Database(Path file, int connections, Line<SQLException> line) {
        this.pool = JdbcConnectionPool.create("jdbc:h2:file:" + file.toAbsolutePath() + SETTINGS, "", "");
        this.pool.setMaxConnections(connections);
        this.line = line;
    }

    /** The first column of every row that a query answers. */
    List<String> column(String sql, String... arguments) throws SQLException {
        List<String> column = new ArrayList<>();
        each(column::add, sql, arguments);
        return column;
    }

    /** Hands over the first column of every row that a query answers. */
    void each(Consumer<String> out, String sql, String... arguments) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            line.use();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
                for (int i = 0; i < arguments.length; i++) {
                    statement.setString(i + 1, arguments[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        out.accept(rows.getString(1));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
