package dev.flyball.benchmarks.simulation;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes repeatable what Netflix's Vegas and Gradient draw from {@link ThreadLocalRandom}, which cannot be seeded by
 * other means. Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
final class PeerDice {

    private static final Field SEED = field();

    private PeerDice() {}

    /** For the calling thread, until something else draws from its random numbers. */
    static void seed(long seed) {
        ThreadLocalRandom.current(); // sets a seed of its own if this thread has none
        try {
            SEED.setLong(Thread.currentThread(), seed);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field() {
        try {
            Field field = Thread.class.getDeclaredField("threadLocalRandomSeed");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "[simulation-seed] the peers' random numbers cannot be seeded; run with"
                            + " --add-opens java.base/java.lang=ALL-UNNAMED",
                    e);
        }
    }
}
