package dev.flyball.benchmarks.simulation;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes repeatable what Netflix's Vegas and Gradient draw from {@link ThreadLocalRandom}, which cannot be seeded by
 * other means. Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 *
 * <p>Each draw adds twice the thread's id to the seed, so one seed makes one draw the same on every thread, and no
 * second one. Hence it is set before whatever may draw.
 */
final class PeerDice {

    private static final Field SEED = field();

    private PeerDice() {}

    /** For the next draw of the calling thread. */
    static void seed(long seed) {
        ThreadLocalRandom.current(); // sets a seed of its own if this thread has none
        try {
            Thread thread = Thread.currentThread();
            SEED.setLong(thread, Dice.mix(seed) - 2 * thread.getId());
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
