package dev.flyball.acceptance.pressure;

import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of {@link PressedProgram} in a JVM of its own with 64 MB of heap. Immutable. */
record Trial(Path home, String collector, List<String> arguments) {

    private static final List<String> COLLECTORS = List.of("Serial", "G1", "Parallel", "Z", "Shenandoah");
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 240;
    private static final Pattern LINE =
            Pattern.compile("\"event\":\"(\\w+)\",\"millis\":(\\d+),\"level\":\"(\\w+)\".*\"latched\":(\\w+)");

    /** What a program printed. */
    record Line(String event, long millis, PressureLevel level) {}

    /** All that a program printed. */
    record Course(Trial trial, List<Line> lines, String text) {

        PressureLevel highest() {
            return lines.stream().map(Line::level).max(PressureLevel::compareTo).orElseThrow();
        }

        Line first(String event) {
            return lines.stream()
                    .filter(line -> line.event.equals(event))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(this + " never told " + event));
        }

        /** The lines up to the first of these. */
        List<Line> until(String event, String orEvent) {
            List<Line> before = new ArrayList<>();
            for (Line line : lines) {
                if (line.event.equals(event) || line.event.equals(orEvent)) {
                    return before;
                }
                before.add(line);
            }
            return before;
        }

        @Override
        public String toString() {
            return trial + ":\n" + text;
        }
    }

    /** The homes and collectors of a JDK that it has. */
    static List<Trial> each(Path home, String... arguments) throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (String collector : COLLECTORS) {
            if (has(home, collector)) {
                trials.add(new Trial(home, collector, List.of(arguments)));
            }
        }
        return trials;
    }

    static Path thisHome() {
        return Path.of(System.getProperty("java.home"));
    }

    private static boolean has(Path home, String collector) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(home + "/bin/java", "-XX:+Use" + collector + "GC", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    /** Runs them all, two at a time. */
    static List<Course> run(List<Trial> trials) throws InterruptedException, ExecutionException {
        ExecutorService two = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Course>> running = new ArrayList<>();
            for (Trial trial : trials) {
                running.add(two.submit(() -> trial.run()));
            }
            List<Course> courses = new ArrayList<>();
            for (Future<Course> one : running) {
                courses.add(one.get());
            }
            return courses;
        } finally {
            two.shutdownNow();
        }
    }

    Course run(String... options) throws IOException, InterruptedException {
        Path out = Files.createTempFile("flyball-pressed", ".txt");
        List<String> command = new ArrayList<>(List.of(
                home + "/bin/java",
                "-Xmx64m",
                "-XX:+Use" + collector + "GC",
                "-cp",
                place(PressedProgram.class) + File.pathSeparator + place(ResourceMonitor.class)));
        command.addAll(List.of(options));
        command.add(PressedProgram.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(this + " hangs: " + Files.readString(out));
            }
            return course(Files.readString(out));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
        }
    }

    private Course course(String text) {
        List<Line> lines = new ArrayList<>();
        for (Matcher line = LINE.matcher(text); line.find(); ) {
            lines.add(new Line(line.group(1), Long.parseLong(line.group(2)), PressureLevel.valueOf(line.group(3))));
        }
        return new Course(this, lines, text);
    }

    private static Path place(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
