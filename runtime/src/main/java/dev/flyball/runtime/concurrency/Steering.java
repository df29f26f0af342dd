package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.concurrency.estimate.Estimator;
import dev.flyball.runtime.concurrency.estimate.Estimator.Cause;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The hand between an {@link Estimator} and the {@link Bulkhead} that enforces what it finds.
 *
 * <p>Whoever finds it time to look takes {@code looking} by compare-and-set, or goes on if somebody else has it: nobody
 * waits, and what the estimator remembers passes from one looker to the next through this field. While it is held the
 * looker alone writes the bulkhead's {@code max} and {@code known}, which anybody reads. A change of the spec is put into
 * {@code wish} first, and picked up by the looker; after giving {@code looking} back one looks again for a wish that came
 * meanwhile, or it would wait for the next call. Waiters are let go only then: they may run code of the user's.
 *
 * <p>A caller that is refused looks if a probe might be over; one that waits cannot, so it asks the alarm, once for all,
 * for which {@code minded} stands.
 */
final class Steering {

    private static final long MILLISECOND = 1_000_000;

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final EventSink events;
    private final Estimator estimator;
    private final Bulkhead bulkhead;
    private final AdaptiveMeters meters;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean minded = new AtomicBoolean();
    private final AtomicReference<@Nullable Wish> wish = new AtomicReference<>();
    private volatile Known known;

    /**
     * What the last looker left to be read by all.
     *
     * @param since when this probe began, if one goes on
     * @param until when this probe ends at the latest, if one goes on
     * @param reason why the limit was changed last; empty if it never was
     * @param changedAt when it was
     */
    record Known(
            double limit,
            boolean probing,
            long since,
            long until,
            double base,
            double p50,
            double throughput,
            String reason,
            long changedAt) {}

    private record Wish(AdaptiveSpec spec, Cause cause) {}

    Steering(
            String name,
            Estimator estimator,
            Bulkhead bulkhead,
            AdaptiveMeters meters,
            Clock clock,
            Alarm alarm,
            EventSink events) {
        this.meters = meters;
        this.name = name;
        this.estimator = estimator;
        this.bulkhead = bulkhead;
        this.clock = clock;
        this.alarm = alarm;
        this.events = events;
        this.known = new Known(estimator.limit(), estimator.probing(), 0, 0, 0, 0, 0, "", 0);
    }

    Known known() {
        return known;
    }

    /** Looks soon, here or in another thread, and takes up the new numbers before. */
    void change(AdaptiveSpec spec, Cause cause) {
        wish.set(new Wish(spec, cause));
        look(clock.nanos());
    }

    /** Lets the estimator judge what was reported, and enforces what it finds. Never throws. */
    void look(long now) {
        while (looking.compareAndSet(false, true)) {
            try {
                step(now);
            } finally {
                looking.set(false);
            }
            bulkhead.fill();
            if (wish.get() == null) {
                return;
            }
        }
    }

    private void step(long now) {
        Known before = known;
        try {
            Wish wanted = wish.getAndSet(null);
            if (wanted != null) {
                AdaptiveSpec spec = wanted.spec;
                estimator.change(spec.rule(), spec.min(), spec.max(), spec.target(), wanted.cause);
                bulkhead.limit(bulkhead.configuredMax(), spec.maxWaiting());
            }
            if (estimator.look(now)) {
                publish(before, now);
            }
        } catch (RuntimeException bug) {
            bulkhead.limit((int) before.limit, bulkhead.maxWaiting());
            known = new Known(before.limit, false, 0, 0, before.base, before.p50, before.throughput, sorry(bug), now);
        }
    }

    private void publish(Known before, long now) {
        double limit = estimator.limit();
        boolean probing = estimator.probing();
        boolean moved = limit != before.limit;
        known = new Known(
                limit,
                probing,
                probing && before.probing ? before.since : now,
                probing ? now + estimator.probeLeft() : 0,
                estimator.baseLatency(),
                estimator.p50(),
                estimator.throughput(),
                moved ? reason() : before.reason,
                moved ? now : before.changedAt);
        bulkhead.limit(estimator.enforced(), bulkhead.maxWaiting());
        if ((int) limit != (int) before.limit) {
            meters.moved((int) before.limit, (int) limit, estimator.cause());
            announce(new Event.LimitChanged(name, (int) before.limit, (int) limit, known.reason));
        }
    }

    private String reason() {
        return switch (estimator.cause()) {
            case LATENCY ->
                "p50 " + RefusedException.inWords(Math.round(estimator.p50())) + ", "
                        + RefusedException.inWords(Math.round(estimator.baseLatency())) + " without load";
            case DROP -> estimator.drops() + " dropped";
            case MANUAL -> "changed by hand";
            case CONFIG -> "configuration changed";
        };
    }

    private static String sorry(RuntimeException bug) {
        return "[estimator-failed] " + bug + "; the limit stays as it is";
    }

    /** A sink must not throw; one that does must not change how the call ends that happened to look. */
    private void announce(Event event) {
        try {
            events.emit(event);
        } catch (RuntimeException ignored) {
            // nobody to tell: the call is not the sink's
        }
    }

    /** Somebody is going to wait: sees to it that a probe ends in time even if no call comes or ends. */
    void mind() {
        if (known.probing && minded.compareAndSet(false, true)) {
            long now = clock.nanos();
            alarm.at(now + Math.max(MILLISECOND, known.until - now), this::ring);
        }
    }

    private void ring() {
        minded.set(false);
        look(clock.nanos());
        mind();
    }
}
