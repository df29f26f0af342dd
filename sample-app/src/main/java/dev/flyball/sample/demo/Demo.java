package dev.flyball.sample.demo;

import dev.flyball.sample.catalog.ClassIndexer;
import dev.flyball.sample.catalog.Parallel;
import dev.flyball.sample.jdk.JrtReader;
import dev.flyball.sample.web.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The steps of the demonstration; each is a JVM of its own, and they meet in a folder. Not thread-safe. */
public final class Demo {

    private static final long SEED = 42;

    /** As many as servers have by default that give each request a thread. */
    private static final int MANY_THREADS = 200;

    private static final String LEGEND = """
        goodput: good answers per second, within what the row calls in time (250 ms to 1 s)
        p50, p99: of good answers and of requests given up after 2 s, counted from when each was due
        errors and refusals are counted apart: quick ones must not flatter the percentiles
        """;

    private final Path folder;
    private final PrintStream status;
    private final boolean terminal;

    /**
     * @param folder where the catalog and the runs' numbers are kept; created if missing
     * @param status where the progress line goes
     * @param terminal whether that line can be rewritten in place
     */
    public Demo(Path folder, PrintStream status, boolean terminal) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.status = status;
        this.terminal = terminal;
    }

    /** Indexes the class library unless this JDK's is indexed already, and answers where the catalog is. */
    public Path index() throws IOException, SQLException {
        Path catalog = ClassIndexer.catalogIn(folder);
        Progress progress = progress("index");
        if (ClassIndexer.isIndexed(catalog)) {
            progress.done("the class library of JDK " + Runtime.version() + " is indexed already");
            return catalog;
        }
        progress.say("reading the class library of JDK " + Runtime.version());
        JrtReader reader = new JrtReader(() -> {});
        int classes = new ClassIndexer(reader, (done, all) -> progress.count("class files", done, all))
                .index(reader.classFiles(), catalog);
        progress.done(classes + " classes of JDK " + Runtime.version() + " are indexed");
        return catalog;
    }

    /**
     * Measures every scenario against these parts, and indexing in this way, and keeps the numbers under a label.
     */
    public void run(String label, Function<Parts.Ground, Parts> parts, Parallel parallel)
            throws IOException, SQLException {
        Path catalog = ClassIndexer.catalogIn(folder);
        if (!ClassIndexer.isIndexed(catalog)) {
            throw new IOException("no catalog in " + folder + "; run 'atlas index' first");
        }
        Run.Apart apart = () ->
                SmallJvm.start(List.of("squeezed", folder.toString(), label), folder.resolve(label + "-squeezed.log"));
        new Run(catalog, SEED, parts, parallel, apart, progress(label))
                .measure(Scenarios.all())
                .save(numbersOf(label));
    }

    /**
     * Serves these parts to a run in another JVM: prints the address, counts time from the line that comes in, and ends
     * with the input.
     */
    public void serveApart(Function<Parts.Ground, Parts> parts, BufferedReader in, PrintStream out) throws IOException {
        Scenario scenario = Scenarios.squeeze();
        try (World world = new World(ClassIndexer.catalogIn(folder), scenario.faults(), SEED, parts, MANY_THREADS)) {
            out.println(world.server.address());
            while (in.readLine() != null) {
                world.faults.begin(System.nanoTime());
            }
        }
    }

    /** Prints the table of these runs, the plain one first, and answers whether every row passes. */
    public boolean report(List<String> labels, PrintStream out) throws IOException {
        Map<String, Numbers> runs = new LinkedHashMap<>();
        for (String label : labels) {
            runs.put(label, Numbers.load(numbersOf(label)));
        }
        Report report = new Report(Rows.all(), runs);
        out.println("Atlas on the class library of JDK " + Runtime.version().feature()
                + ": one jar, and in every run the same load, seed and faults");
        out.println();
        out.println(report);
        out.println(LEGEND);
        report.objections().forEach(objection -> out.println("FAILED  " + objection));
        return report.objections().isEmpty();
    }

    private Path numbersOf(String label) {
        return folder.resolve(label + ".numbers");
    }

    private Progress progress(String label) {
        return new Progress(status, terminal, label);
    }
}
