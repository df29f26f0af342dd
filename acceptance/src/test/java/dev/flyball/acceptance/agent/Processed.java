package dev.flyball.acceptance.agent;

import dev.flyball.model.MethodPlan;
import dev.flyball.processor.read.SourceReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A compilation with the processor on the processor path, beside nothing but what its POM declares. */
record Processed(boolean succeeded, String messages, Path classes) {

    /** Compiles sources, by path, into {@code folder/processed}. */
    static Processed of(Path folder, Map<String, String> sources) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(folder.resolve("processed"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("processed-sources").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-Xlint:all,-processing",
                "-processorpath",
                Jvm.path(Programs.home(SourceReader.class), Programs.home(MethodPlan.class)),
                "-cp",
                Jvm.path(Programs.runtime()),
                "-d",
                classes.toString());
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            boolean succeeded = javac.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            return new Processed(succeeded, messages.toString(), classes);
        }
    }
}
