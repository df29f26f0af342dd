package dev.flyball.sample.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A server in a JVM of its own with a small heap, which ends at its first OutOfMemoryError as it would in most
 * containers. Who asks it lives in this JVM, and measures where memory is enough. Its command line is the same in every
 * run, but for the agent. Used by one thread.
 */
final class SmallJvm implements AutoCloseable {

    static final int HEAP_MEGABYTES = 96;

    private final Process process;
    private final CompletableFuture<Long> ended;
    private final Writer input;
    private final URI address;
    private long begun;

    private SmallJvm(Process process, URI address) {
        this.process = process;
        this.ended = process.onExit().thenApply(gone -> System.nanoTime());
        this.input = process.outputWriter();
        this.address = address;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param command what makes Atlas print the address of a server and wait until its standard input ends
     * @param log where its standard error goes
     */
    static SmallJvm start(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(commandLine(command))
                .redirectError(log.toFile())
                .start();
        BufferedReader output = process.inputReader();
        String address = output.readLine();
        if (address == null) {
            throw new IOException("the server with a small heap did not start, see " + log);
        }
        return new SmallJvm(process, URI.create(address));
    }

    private static List<String> commandLine(List<String> command) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dflyball.pressure.sample=100ms"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(line::add);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.flyball.sample.Atlas"));
        line.addAll(command);
        return line;
    }

    URI address() {
        return address;
    }

    /** Tells it that time counts from now on, a reading of the clock. */
    void begin(long now) {
        begun = now;
        try {
            input.write("begin\n");
            input.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("the server with a small heap ended before the load began", gone);
        }
    }

    /** When it ended by itself, in milliseconds from the beginning; -1 if it lives. */
    double diedAfterMillis() {
        return process.isAlive() ? -1 : (ended.join() - begun) / 1e6;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ended.join();
    }
}
