package dev.flyball.runtime.time;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers uniform in [0, 1). Thread-safe. */
@FunctionalInterface
public interface RandomSource {

    /** The next number, at least 0 and below 1. */
    double next();

    /** The JVM's per-thread generator. */
    static RandomSource system() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }
}
