package dev.flyball.sample;

import dev.flyball.sample.catalog.ClassIndexer;
import dev.flyball.sample.catalog.Database;
import dev.flyball.sample.catalog.Parallel;
import dev.flyball.sample.catalog.SubmittedParallel;
import dev.flyball.sample.demo.Demo;
import dev.flyball.sample.jdk.JrtReader;
import dev.flyball.sample.web.Parts;
import dev.flyball.sample.web.SearchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The program's commands. */
public final class Atlas {

    private static final String USAGE = """
        usage: atlas index  <folder>            read the JDK's class library into a database
               atlas serve  <folder> [port]     answer searches, for example /search?q=hashm
               atlas run    <folder> <label>    measure every scenario; label: plain, agent or wrappers
               atlas squeezed <folder> <label>  serve to such a run from a small heap, until standard input ends
               atlas report <folder> <label>..  compare runs; the exit code is 1 if a row fails
        """;
    private static final int THREADS = 32;
    private static final int WORKERS = 4;
    private static final int DEFAULT_PORT = 8080;

    private Atlas() {}

    /** Runs one command. */
    public static void main(String[] args) throws IOException, SQLException {
        // Without it each answer waits for the client's delayed acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream status = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (args.length < 2 || (Set.of("run", "squeezed").contains(args[0]) && args.length < 3)) {
            status.print(USAGE);
            System.exit(2);
        }
        Demo demo = new Demo(Path.of(args[1]), status, Boolean.getBoolean("atlas.terminal"));
        switch (args[0]) {
            case "index" -> demo.index();
            case "serve" -> serve(demo.index(), args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_PORT, out);
            case "run" -> {
                String label = args[2];
                demo.run(label, parts(label), label.equals("plain") ? submitted() : ClassIndexer.bounded());
                System.exit(0);
            }
            case "squeezed" -> {
                demo.serveApart(
                        parts(args[2]),
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        out);
                System.exit(0);
            }
            case "report" -> System.exit(demo.report(Arrays.asList(args).subList(2, args.length), out) ? 0 : 1);
            default -> {
                status.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static Function<Parts.Ground, Parts> parts(String label) {
        return label.equals("wrappers") ? Parts::asGenerated : Parts::asWritten;
    }

    private static Parallel submitted() {
        return new SubmittedParallel(Runtime.getRuntime().availableProcessors());
    }

    private static void serve(Path catalog, int port, PrintStream out) throws IOException {
        Database database = new Database(catalog, THREADS, () -> {});
        Parts.Ground ground =
                new Parts.Ground(database, Executors.newFixedThreadPool(WORKERS), new JrtReader(() -> {}), () -> {});
        SearchServer server = new SearchServer(Parts.asWritten(ground), port, THREADS);
        out.println("Atlas listens at " + server.address() + "/search?q=hashm");
    }
}
