package dev.flyball.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the Markdown page of the results: {@code Report <page> <JMH's JSON file>...} */
public final class Report {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Report() {}

    /** Reads the files, writes the page, prints it. */
    @SuppressWarnings("SystemOut") // a command
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("[report-usage] give the page to write and at least one JSON file that JMH wrote");
            System.exit(2);
        }
        List<String> files = new ArrayList<>();
        for (String file : List.of(args).subList(1, args.length)) {
            files.add(Files.readString(Path.of(file)));
        }
        Results results = Results.of(files);
        String page = Page.of(results, circumstances(results));
        Path target = Path.of(args[0]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, page);
        System.out.println(page);
    }

    private static String circumstances(Results results) throws IOException {
        return LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + ", JDK "
                + System.getProperty("java.runtime.version") + ", median of "
                + results.forks().orElse(0) + " forks.";
    }

    private static String processor() throws IOException {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            }
        }
        return System.getProperty("os.arch");
    }
}
