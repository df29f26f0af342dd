package dev.flyball.runtime.observe;

import dev.flyball.runtime.time.RandomSource;
import java.util.function.LongSupplier;

/**
 * Which calls are measured in full: the first 16 of a name, then each with a chance of 1 in 16, whatever the calls before
 * it. Not every sixteenth, which in a program that works through batches of sixteen would be the same item for ever.
 *
 * @param allocated reads what the current thread has allocated, or {@link ThreadMemory#UNKNOWN}
 */
public record Sampling(RandomSource random, LongSupplier allocated) {

    /** How many calls of a name are all measured before chance begins. */
    public static final int FIRST = 16;

    /** The share of the later ones that is measured. */
    public static final double SHARE = 1.0 / 16;

    /** Chance and memory as this JVM has them. */
    public static Sampling system() {
        return new Sampling(RandomSource.system(), ThreadMemory.system());
    }

    boolean chosen() {
        return random.next() < SHARE;
    }
}
