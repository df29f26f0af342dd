package dev.flyball.runtime.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a run of {@link ParallelBranches}. Immutable; start from {@link #DEFAULT} and change what you mean to.
 *
 * @param maxConcurrentBranches branches that may run at once, at least 1; null for 10, or with {@code cpuBasedLimits}
 *     twice the processors if that is less
 * @param adaptiveLimits look at the load again each second and let the limit follow it. Without this the load is looked
 *     at once, when the run starts, and only if one of the next two is on
 * @param cpuBasedLimits the processor time that this program uses is part of the load
 * @param memoryBasedLimits the heap that is in use after a collection is part of the load; if neither this nor
 *     {@code cpuBasedLimits} is on, {@code adaptiveLimits} looks at both
 * @param completionTracking results tell in which order the branches ended, which some merges need
 * @param individualCancellation single branches may be cancelled
 * @param breachWatcher a {@link BreachSignal} that is tripped cancels every unfinished branch, and conditions are
 *     watched; without it a trip is only noted in the results
 * @param timeout how long after its start the run ends, more than 0; null for never
 */
public record ConcurrencyConfig(
        @Nullable Integer maxConcurrentBranches,
        boolean adaptiveLimits,
        boolean cpuBasedLimits,
        boolean memoryBasedLimits,
        boolean completionTracking,
        boolean individualCancellation,
        boolean breachWatcher,
        @Nullable Duration timeout) {

    /** Ten branches at once, 30 seconds, and a signal that ends the run. */
    public static final ConcurrencyConfig DEFAULT =
            new ConcurrencyConfig(null, false, false, false, false, false, true, Duration.ofSeconds(30));

    private static final int MOST_BY_DEFAULT = 10;
    private static final int PER_PROCESSOR = 2;

    /** Checks the numbers. */
    public ConcurrencyConfig {
        if (maxConcurrentBranches != null && maxConcurrentBranches < 1) {
            throw new IllegalArgumentException("[branch-limit] maxConcurrentBranches is " + maxConcurrentBranches
                    + "; give at least 1, or null for the default");
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(
                    "[branch-timeout] timeout is " + timeout + "; give more than 0, or null for none");
        }
    }

    /** Branches that may run at once; null for the default. */
    public ConcurrencyConfig withMaxConcurrentBranches(@Nullable Integer max) {
        return new ConcurrencyConfig(
                max,
                adaptiveLimits,
                cpuBasedLimits,
                memoryBasedLimits,
                completionTracking,
                individualCancellation,
                breachWatcher,
                timeout);
    }

    /** Whether the limit follows the load. */
    public ConcurrencyConfig withAdaptiveLimits(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                on,
                cpuBasedLimits,
                memoryBasedLimits,
                completionTracking,
                individualCancellation,
                breachWatcher,
                timeout);
    }

    /** Whether processor time is part of the load. */
    public ConcurrencyConfig withCpuBasedLimits(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                on,
                memoryBasedLimits,
                completionTracking,
                individualCancellation,
                breachWatcher,
                timeout);
    }

    /** Whether memory is part of the load. */
    public ConcurrencyConfig withMemoryBasedLimits(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                cpuBasedLimits,
                on,
                completionTracking,
                individualCancellation,
                breachWatcher,
                timeout);
    }

    /** Whether results tell the order in which branches ended. */
    public ConcurrencyConfig withCompletionTracking(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                cpuBasedLimits,
                memoryBasedLimits,
                on,
                individualCancellation,
                breachWatcher,
                timeout);
    }

    /** Whether single branches may be cancelled. */
    public ConcurrencyConfig withIndividualCancellation(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                cpuBasedLimits,
                memoryBasedLimits,
                completionTracking,
                on,
                breachWatcher,
                timeout);
    }

    /** Whether a tripped signal ends the run. */
    public ConcurrencyConfig withBreachWatcher(boolean on) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                cpuBasedLimits,
                memoryBasedLimits,
                completionTracking,
                individualCancellation,
                on,
                timeout);
    }

    /** When the run ends; null for never. */
    public ConcurrencyConfig withTimeout(@Nullable Duration afterStart) {
        return new ConcurrencyConfig(
                maxConcurrentBranches,
                adaptiveLimits,
                cpuBasedLimits,
                memoryBasedLimits,
                completionTracking,
                individualCancellation,
                breachWatcher,
                afterStart);
    }

    /** The limit before any load is looked at, and the highest it ever gets. */
    int highestLimit(int processors) {
        if (maxConcurrentBranches != null) {
            return maxConcurrentBranches;
        }
        return cpuBasedLimits ? Math.min(MOST_BY_DEFAULT, PER_PROCESSOR * processors) : MOST_BY_DEFAULT;
    }

    boolean looksAtCpu() {
        return cpuBasedLimits || (adaptiveLimits && !memoryBasedLimits);
    }

    boolean looksAtMemory() {
        return memoryBasedLimits || (adaptiveLimits && !cpuBasedLimits);
    }
}
