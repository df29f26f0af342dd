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
import java.util.function.BiConsumer;

/** Writes the class library into a fresh database file. A file under its final name is complete. */
public final class ClassIndexer {

    private static final int BATCH = 500;
    private static final String SUFFIX = ".mv.db";

    private final JrtReader reader;
    private final BiConsumer<Integer, Integer> progress;

    /** @param progress told now and then how many of how many class files are done */
    public ClassIndexer(JrtReader reader, BiConsumer<Integer, Integer> progress) {
        this.reader = reader;
        this.progress = progress;
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
        int indexed = 0;
        try (PreparedStatement insert = connection.prepareStatement("insert into class values(?,?,?,?,?,?)")) {
            for (int i = 0; i < files.size(); i++) {
                if (add(insert, files.get(i))) {
                    indexed++;
                }
                if (i % BATCH == BATCH - 1 || i == files.size() - 1) {
                    insert.executeBatch();
                    connection.commit();
                    progress.accept(i + 1, files.size());
                }
            }
        }
        return indexed;
    }

    private boolean add(PreparedStatement insert, String file) throws SQLException {
        ClassFacts facts;
        try {
            facts = reader.read(file);
        } catch (IOException unreadable) {
            return false;
        }
        insert.setString(1, facts.name());
        insert.setString(2, facts.module());
        insert.setString(3, facts.superName());
        insert.setString(4, facts.simpleName().toLowerCase(Locale.ROOT));
        insert.setString(5, String.join("\n", facts.methods()));
        insert.setString(6, String.join("\n", facts.strings()));
        insert.addBatch();
        return true;
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
