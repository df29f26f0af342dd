package dev.flyball.sample.demo;

import dev.flyball.sample.catalog.ClassIndexer;
import dev.flyball.sample.catalog.Parallel;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The classes of java.base read on all processors and written to a database by one thread: once to warm up, once
 * measured. What is counted: class files handed out and not yet written, and the live heap when half are written.
 */
final class Indexing {

    private static final int WARM_UP = 1000;

    private final Parallel parallel;
    private final Numbers numbers;

    Indexing(Parallel parallel, Numbers numbers) {
        this.parallel = parallel;
        this.numbers = numbers;
    }

    void measure() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("atlas-indexing");
        JrtReader reader = new JrtReader(() -> {});
        List<String> files = reader.classFiles().stream()
                .filter(file -> file.startsWith("/modules/java.base/"))
                .toList();
        index(reader, files.subList(0, Math.min(WARM_UP, files.size())), folder.resolve("warm-up"), parallel);
        Gauge gauge = new Gauge(files.size());
        long start = System.nanoTime();
        int classes = index(reader, files, folder.resolve("catalog"), gauge);
        numbers.put("indexing.millis", (System.nanoTime() - start) / 1e6 - gauge.collecting / 1e6);
        numbers.put("indexing.classes", classes);
        numbers.put("indexing.peak", gauge.peak.get());
        numbers.put("indexing.heap", gauge.live / 1e6);
        delete(folder);
    }

    private static int index(JrtReader reader, List<String> files, Path catalog, Parallel parallel)
            throws IOException, SQLException {
        return new ClassIndexer(reader, parallel, (done, all) -> {}).index(files, catalog);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Items on their way. Those that wait in an executor's queue are, too: they have left the list and are not written. */
    private final class Gauge implements Parallel {

        private final int half;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger peak = new AtomicInteger();
        private int written;
        private long live;
        private long collecting;

        Gauge(int items) {
            this.half = items / 2;
        }

        @Override
        public <I, R> void each(List<I> items, Function<I, R> work, Consumer<R> out)
                throws InterruptedException, ExecutionException {
            long began = System.nanoTime();
            long before = live();
            collecting = System.nanoTime() - began;
            parallel.each(new Counted<>(items), work, result -> {
                out.accept(result);
                if (++written == half) {
                    long start = System.nanoTime();
                    live = live() - before;
                    collecting += System.nanoTime() - start;
                }
            });
        }

        private long live() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        /** The same items; who takes one is counted. */
        private final class Counted<I> extends AbstractList<I> {

            private final List<I> items;

            Counted(List<I> items) {
                this.items = items;
            }

            @Override
            public I get(int index) {
                peak.accumulateAndGet(taken.incrementAndGet() - written, Math::max);
                return items.get(index);
            }

            @Override
            public int size() {
                return items.size();
            }
        }
    }
}
