package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.concurrency.estimate.Estimator.Cause;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one adaptive limit: how often it was moved and for what, and, as for any bulkhead, refusals and
 * waits. Belongs to the limit, so that totals live on when a gate is replaced. Calls that are admitted at once touch
 * nothing here.
 */
final class AdaptiveMeters {

    private final BulkheadMeters places;
    private final Map<Cause, LongAdder> ups = adders();
    private final Map<Cause, LongAdder> downs = adders();

    /** @param places those of the bulkhead that enforces the limit */
    AdaptiveMeters(BulkheadMeters places) {
        this.places = places;
    }

    private static Map<Cause, LongAdder> adders() {
        Map<Cause, LongAdder> adders = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            adders.put(cause, new LongAdder());
        }
        return adders;
    }

    /** The limit went from one whole number to another. */
    void moved(int from, int to, Cause cause) {
        count(to > from ? ups : downs, cause).increment();
    }

    private static LongAdder count(Map<Cause, LongAdder> counts, Cause cause) {
        return Objects.requireNonNull(counts.get(cause));
    }

    long counted(long answer, long since, Clock clock) {
        return places.counted(answer, since, clock);
    }

    Turn timed(Turn turn, Clock clock) {
        return places.timed(turn, clock);
    }

    void describe(AdaptiveLimit limit, MeterVisitor visitor) {
        String name = limit.name();
        visitor.gauge("concurrency.limit", limit::limit, "name", name);
        visitor.gauge("concurrency.inflight", limit::inFlight, "name", name);
        visitor.gauge("concurrency.queued", limit::waiting, "name", name);
        visitor.gauge("concurrency.rtt.base", () -> seconds(limit.reading().baseLatency()), "name", name);
        visitor.gauge("concurrency.throughput", () -> limit.reading().throughput(), "name", name);
        for (Cause cause : Cause.values()) {
            if (cause != Cause.DROP) {
                adjustments(name, visitor, "up", cause, count(ups, cause));
            }
            adjustments(name, visitor, "down", cause, count(downs, cause));
        }
        places.describe(name, "adaptive-concurrency", "limited", "concurrency.wait", visitor);
    }

    private static void adjustments(String name, MeterVisitor visitor, String direction, Cause cause, LongAdder count) {
        visitor.counter(
                "concurrency.adjustments", count::sum, "name", name, "direction", direction, "cause", word(cause));
    }

    private static String word(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
