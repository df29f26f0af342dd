package dev.flyball.sample.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of one group's requests, and how late the answers were, counted from the appointed time (so that a stalled
 * sender cannot hide a stalled server). Latencies are those of good answers, and of lost ones at the time they were given
 * up; refusals and errors are counted, but quick ones must not flatter the percentiles. Thread-safe.
 */
public final class Tally {

    private static final long HIGHEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    private final Histogram latencies = new Histogram(HIGHEST_MICROS, 3);
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final long objectiveNanos;
    private int inTime;
    private long firstUntried = -1;
    private long lastFresh = -1;

    /** @param objective how late a good answer may be to be of use */
    public Tally(Duration objective) {
        this.objectiveNanos = objective.toNanos();
    }

    /** Counts one ending; both times are nanoseconds from the start of the load. */
    public synchronized void add(Outcome outcome, long appointed, long ended) {
        counts.merge(outcome, 1, Integer::sum);
        long latency = Math.max(0, ended - appointed);
        if (outcome.isGood() || outcome == Outcome.LOST) {
            latencies.recordValue(Math.min(latency / 1000, HIGHEST_MICROS));
        }
        if (outcome.isGood() && latency <= objectiveNanos) {
            inTime++;
        }
        if (outcome == Outcome.STALE_UNTRIED && (firstUntried < 0 || ended < firstUntried)) {
            firstUntried = ended;
        }
        if (outcome == Outcome.FRESH) {
            lastFresh = Math.max(lastFresh, appointed);
        }
    }

    /** How many ended so. */
    public synchronized int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** How many ended at all. */
    public synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many good answers came within the objective. */
    public synchronized int inTime() {
        return inTime;
    }

    /** Milliseconds that this share of the requests took at most; 0 if nothing was recorded. */
    public synchronized double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }

    /** When the first answer was given without trying, in milliseconds from the start; -1 if none. */
    public synchronized double firstUntriedMillis() {
        return firstUntried < 0 ? -1 : firstUntried / 1e6;
    }

    /** When the last request that got a fresh answer was appointed, in milliseconds from the start; -1 if none. */
    public synchronized double lastFreshMillis() {
        return lastFresh < 0 ? -1 : lastFresh / 1e6;
    }
}
