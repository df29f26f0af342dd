package dev.flyball.runtime.retry;

import dev.flyball.runtime.time.RandomSource;
import java.time.Duration;

/**
 * The pauses between attempts. Immutable.
 *
 * <p>The pause before retry {@code k} (1 is the first) is {@code delay}, {@code delay * k} or {@code delay * 2^(k-1)}, at
 * most {@code maxDelay}, times a random number in {@code (1 - jitter, 1]}. A jitter of 1 is what Marc Brooker's
 * "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015) calls full: callers who failed together do not return
 * together.
 *
 * @param growth how the pause grows
 * @param delay the pause before the first retry
 * @param maxDelay the longest pause, at least {@code delay}
 * @param jitter the share of each pause that is random, 0 to 1
 */
public record Backoff(Growth growth, Duration delay, Duration maxDelay, double jitter) {

    /** How a pause follows from the one before. */
    public enum Growth {
        /** It is the same. */
        FIXED,
        /** It is one {@code delay} longer. */
        LINEAR,
        /** It is twice as long. */
        EXPONENTIAL
    }

    /** 100 ms, doubling up to 10 s, all of it random. */
    public static final Backoff DEFAULT =
            new Backoff(Growth.EXPONENTIAL, Duration.ofMillis(100), Duration.ofSeconds(10), 1.0);

    public Backoff {
        Checks.that(!delay.isNegative(), "delay", delay, "0s or longer");
        Checks.that(maxDelay.compareTo(delay) >= 0, "maxDelay", maxDelay, "at least the delay, " + delay);
        Checks.that(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
    }

    /** Every pause as long as the first, none of it random. */
    public static Backoff fixed(Duration delay) {
        return new Backoff(Growth.FIXED, delay, delay, 0);
    }

    /** The pause before retry {@code retry}, counted from 1, in nanoseconds. */
    public long pause(int retry, RandomSource random) {
        double first = (double) Checks.nanos(delay);
        double grown = switch (growth) {
            case FIXED -> first;
            case LINEAR -> first * retry;
            case EXPONENTIAL -> first * Math.pow(2, retry - 1);
        };
        double longest = Math.min((double) Checks.nanos(maxDelay), grown);
        return jitter == 0 ? (long) longest : (long) (longest * (1 - jitter * random.next()));
    }
}
