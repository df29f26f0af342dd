package dev.flyball.acceptance.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line of {@code java}, and what came of it. Immutable. */
record Jvm(Path home, List<String> options) {

    /** What a JVM left behind. */
    record Ended(int exitCode, String out, String err) {

        /** The lines of both streams, for failure messages and searches. */
        String all() {
            return out + err;
        }
    }

    private static final long PATIENCE_SECONDS = 60;

    /** The Java that runs this test. */
    static Jvm plain() {
        return new Jvm(Path.of(System.getProperty("java.home")), List.of());
    }

    /** With the agent and these arguments of its own. */
    static Jvm withAgent(String... arguments) {
        return plain().and(
                        "-javaagent:" + agentJar() + (arguments.length == 0 ? "" : "=" + String.join(";", arguments)));
    }

    static Path agentJar() {
        return Path.of(System.getProperty("flyball.agent.jar")).normalize();
    }

    Jvm of(Path otherHome) {
        return new Jvm(otherHome, options);
    }

    Jvm and(String... more) {
        return new Jvm(
                home, Stream.concat(options.stream(), Arrays.stream(more)).toList());
    }

    Jvm classPath(Path... entries) {
        return and("-cp", path(entries));
    }

    static String path(Path... entries) {
        return Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs to its end. */
    Ended run(String... arguments) {
        return end(start(arguments));
    }

    /** A JVM that runs, its streams going to files. */
    record Running(Process process, Path out, Path err) {

        /** Waits until it has printed that. */
        void awaitOut(String text) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!read(out).contains(text)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new AssertionError("never printed " + text + ", but " + read(out) + read(err));
                }
                pause();
            }
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(20); // another process: there is no clock to advance
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    Running start(String... arguments) {
        try {
            Path out = Files.createTempFile("flyball-out", ".txt");
            Path err = Files.createTempFile("flyball-err", ".txt");
            List<String> command = new ArrayList<>();
            command.add(home.resolve("bin/java").toString());
            command.add("-Xshare:auto");
            command.addAll(options);
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return new Running(process, out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Ended end(Running running) {
        try {
            if (!running.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                running.process().destroyForcibly();
                throw new AssertionError("hangs: " + read(running.out()) + read(running.err()));
            }
            Ended ended = new Ended(running.process().exitValue(), read(running.out()), read(running.err()));
            Files.delete(running.out());
            Files.delete(running.err());
            return ended;
        } catch (InterruptedException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
