package dev.flyball.agent.install;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that were loaded before the transformer was there: found by the bytes of their resources, and handed to it
 * by retransforming them in small batches, because each batch stops the program for a moment. Used by one thread.
 */
final class Sweep {

    private static final int ROUNDS = 10;

    private final Instrumentation instrumentation;
    private final ClassFilter filter;
    private final Inheritance inheritance;
    private final Hits hits;
    private final int batchSize;
    private final int pauseMillis;
    private final Set<Class<?>> seen = new HashSet<>();

    Sweep(
            Instrumentation instrumentation,
            ClassFilter filter,
            Inheritance inheritance,
            Hits hits,
            int batchSize,
            int pauseMillis) {
        this.instrumentation = instrumentation;
        this.filter = filter;
        this.inheritance = inheritance;
        this.hits = hits;
        this.batchSize = batchSize;
        this.pauseMillis = pauseMillis;
    }

    /** Goes over the loaded classes until a round finds no new one. */
    void run() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            List<Class<?>> found = newHits();
            hits.swept(seen.size(), found.size());
            for (int from = 0; from < found.size(); from += batchSize) {
                if (from > 0 || round > 0) {
                    Thread.sleep(pauseMillis);
                }
                retransform(found.subList(from, Math.min(found.size(), from + batchSize)));
            }
            if (found.isEmpty()) {
                return;
            }
        }
    }

    private List<Class<?>> newHits() {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.isArray()
                    || loaded.isHidden()
                    || loaded.isPrimitive()
                    || filter.skips(loaded.getClassLoader())) {
                continue;
            }
            String name = loaded.getName().replace('.', '/');
            if (!filter.skips(name)
                    && seen.add(loaded)
                    && instrumentation.isModifiableClass(loaded)
                    && hit(loaded.getClassLoader(), name)) {
                found.add(loaded);
            }
        }
        return found;
    }

    private boolean hit(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in != null && inheritance.walk(loader).hits(in.readAllBytes());
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** A batch at once, or, should one class spoil it, one by one. */
    private void retransform(List<Class<?>> batch) {
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | RuntimeException spoiled) {
            for (Class<?> one : batch) {
                try {
                    instrumentation.retransformClasses(one);
                } catch (UnmodifiableClassException | LinkageError | RuntimeException failure) {
                    hits.failed(one.getName(), failure);
                }
            }
        }
    }
}
