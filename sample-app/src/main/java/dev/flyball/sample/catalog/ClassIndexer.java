package dev.flyball.sample.catalog;

import dev.flyball.sample.jdk.ClassFacts;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * Writes the class library into a fresh database file: files are read on all processors and written by one thread. A file
 * under its final name is complete.
 */
public final class ClassIndexer {

    private static final int BATCH = 500;
    private static final String SUFFIX = ".mv.db";

    /** Class files read and not yet written: enough that neither waits for the other's hiccups. */
    private static final int QUEUE = 64;

    private final JrtReader reader;
    private final Parallel parallel;
    private final BiConsumer<Integer, Integer> progress;

    /** @param progress told now and then how many of how many class files are done */
    public ClassIndexer(JrtReader reader, BiConsumer<Integer, Integer> progress) {
        this(reader, bounded(), progress);
    }

    /** Reads in a way of the caller's. */
    public ClassIndexer(JrtReader reader, Parallel parallel, BiConsumer<Integer, Integer> progress) {
        this.reader = reader;
        this.parallel = parallel;
        this.progress = progress;
    }

    /** As many files at once as there are processors, and a short queue of those that are read. */
    public static Parallel bounded() {
        return new BoundedParallel(Runtime.getRuntime().availableProcessors(), QUEUE);
    }

    /** The catalog's place in a folder; another JDK has another place, so a catalog is never of the wrong library. */
    public static Path catalogIn(Path folder) {
        String jdk = (Runtime.version() + "-" + System.getProperty("java.vendor")).replaceAll("[^A-Za-z0-9.+-]", "_");
        return folder.resolve("catalog-v1-" + jdk);
    }

    /** Whether a complete catalog is there already. */
    public static boolean isIndexed(Path catalog) {
        return Files.isRegularFile(fileOf(catalog));
    }

    /**
     * Indexes class files and answers how many classes they hold. A file that cannot be read or parsed is skipped.
     *
     * @param files as {@link JrtReader#classFiles} names them
     * @param catalog the path of the database without its suffix; its folder exists
     */
    public int index(List<String> files, Path catalog) throws IOException, SQLException {
        Path draft = catalog.resolveSibling(catalog.getFileName() + ".draft");
        Files.deleteIfExists(fileOf(draft));
        int indexed;
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + draft.toAbsolutePath() + "")) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "create table class(name varchar primary key, module varchar, super varchar,"
                            + " simple varchar, methods varchar, strings varchar)");
            indexed = insertAll(connection, files);
            execute(connection, "create index by_simple on class(simple)");
            execute(connection, "create index by_super on class(super)");
            connection.commit();
        }
        Files.move(fileOf(draft), fileOf(catalog), StandardCopyOption.ATOMIC_MOVE);
        return indexed;
    }

    private int insertAll(Connection connection, List<String> files) throws SQLException {
        try (Writer writer = new Writer(connection, files.size())) {
            parallel.each(files, this::read, writer::take);
            return writer.indexed;
        } catch (UncheckedSqlException failure) {
            throw failure.failure;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while indexing", stopped);
        }
    }

    private Optional<ClassFacts> read(String file) {
        try {
            return Optional.of(reader.read(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Writes what was read, in batches. Used by one thread. */
    private final class Writer implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement insert;
        private final int all;
        private int taken;
        private int indexed;

        Writer(Connection connection, int all) throws SQLException {
            this.connection = connection;
            this.all = all;
            this.insert = connection.prepareStatement("insert into class values(?,?,?,?,?,?)");
        }

        void take(Optional<ClassFacts> read) {
            try {
                if (read.isPresent()) {
                    add(read.get());
                    indexed++;
                }
                taken++;
                if (taken % BATCH == 0 || taken == all) {
                    insert.executeBatch();
                    connection.commit();
                    progress.accept(taken, all);
                }
            } catch (SQLException failure) {
                throw new UncheckedSqlException(failure);
            }
        }

        private void add(ClassFacts facts) throws SQLException {
            insert.setString(1, facts.name());
            insert.setString(2, facts.module());
            insert.setString(3, facts.superName());
            insert.setString(4, facts.simpleName().toLowerCase(Locale.ROOT));
            insert.setString(5, String.join("\n", facts.methods()));
            insert.setString(6, String.join("\n", facts.strings()));
            insert.addBatch();
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }

    /** A failure of the database on its way through a {@link Parallel}. */
    private static final class UncheckedSqlException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        UncheckedSqlException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Path fileOf(Path catalog) {
        return catalog.resolveSibling(catalog.getFileName() + SUFFIX);
    }
}
