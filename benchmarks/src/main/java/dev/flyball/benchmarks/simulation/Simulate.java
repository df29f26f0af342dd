package dev.flyball.benchmarks.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the report: {@code Simulate <folder of the documentation>} */
public final class Simulate {

    private Simulate() {}

    /** Simulates everything, then writes {@code adaptive-limits.md} and the pictures beside it. */
    @SuppressWarnings("SystemOut") // a command
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("[simulate-usage] give the folder in which adaptive-limits.md is to be written");
            System.exit(2);
        }
        Path docs = Path.of(args[0]);
        List<Chapter> chapters = Report.all();
        Path pictures = Files.createDirectories(docs.resolve(Report.PICTURES));
        for (Chapter chapter : chapters) {
            for (Map.Entry<String, String> picture : chapter.pictures().entrySet()) {
                Files.writeString(pictures.resolve(picture.getKey()), picture.getValue());
            }
        }
        Files.writeString(docs.resolve("adaptive-limits.md"), Report.page(chapters));
    }
}
