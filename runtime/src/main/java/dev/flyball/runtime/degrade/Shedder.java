package dev.flyball.runtime.degrade;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.ResourcePressure;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides which calls are given up under pressure. Those of a share are spread evenly: the n-th call is given up if the
 * fraction of n times the golden ratio lies below the share, so that any stretch of calls has nearly the exact share, and
 * no pattern of callers can fall in step with it.
 *
 * <p>Thread-safe. {@code spec} is volatile, written by whoever changes it. {@code turn} is the n above, one atomic
 * increment for each call while a ramp gives up some, but not all; otherwise nobody writes it.
 *
 * <pre>{@code
 * Shedder shedder = new Shedder("suggestions", ShedSpec.DEFAULT, degradations);
 * List<Item> items = shedder.givesUp() ? popular() : suggest(user);
 * }</pre>
 */
public final class Shedder {

    /** 2^64 divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final double UNIT = 0x1p-53;

    /** A refusal says the level it goes by in the lowest bits of its nanoseconds. */
    private static final int LEVEL_BITS = 7;

    private final String name;
    private final Degradations degradations;
    private final ResourcePressure pressure;
    private final LatchGuard guard;
    private final AtomicLong turn = new AtomicLong();
    private final LongAdder full = new LongAdder();
    private final LongAdder reduced = new LongAdder();
    private final LongAdder fallback = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile ShedSpec spec;

    /** @param name who gives up, for messages and meters */
    public Shedder(String name, ShedSpec spec, Degradations degradations) {
        this.name = name;
        this.spec = spec;
        this.degradations = degradations;
        this.pressure = degradations.pressure();
        this.guard = new LatchGuard(pressure, degradations.clock());
        degradations.newest(); // pressure is sensed from now on
    }

    /** The name given at construction. */
    public String name() {
        return name;
    }

    /** The numbers in force. */
    public ShedSpec spec() {
        return spec;
    }

    /** Puts other numbers in force; calls that run go on. */
    public void change(ShedSpec other) {
        spec = other;
    }

    Degradations degradations() {
        return degradations;
    }

    /** Whether to give up the call that is about to be made by hand. Counts it as given up or as made. */
    public boolean givesUp() {
        Degradation current = degradations.current();
        if (!chosen(current)) {
            admitted(current);
            return false;
        }
        if (guard.letsThrough()) {
            full.increment();
            return false;
        }
        refused.increment();
        return true;
    }

    /**
     * Admits a call on that thread, which then holds what it goes by until {@link Hold#exit}; or answers as {@link
     * Gate#admit} does for a refusal.
     *
     * @param answered whether a fallback stands in for refusals
     */
    long admit(boolean answered) {
        Hold hold = degradations.hold();
        Degradation current = degradations.current(hold);
        if (!chosen(current)) {
            admitted(current);
            hold.enter(current);
            return Gate.ADMITTED;
        }
        if (guard.letsThrough()) {
            full.increment();
            hold.enter(Degradation.NORMAL); // in full, unless it is part of a call that is not
            return Gate.ADMITTED;
        }
        (answered ? fallback : refused).increment();
        return answer(current.level());
    }

    private void admitted(Degradation current) {
        (current.active() ? reduced : full).increment();
    }

    private boolean chosen(Degradation current) {
        ShedSpec now = spec;
        if (!now.ramp()) {
            return current.level().atLeast(now.effective());
        }
        double share = now.share(current.level(), pressure.pressure());
        if (share <= 0 || share >= 1) {
            return share >= 1;
        }
        return ((turn.incrementAndGet() * GOLDEN) >>> 11) * UNIT < share;
    }

    private long answer(PressureLevel level) {
        if (level == PressureLevel.NORMAL) {
            return Gate.NEVER;
        }
        long rest = Math.min(Math.max(pressure.easesAfterNanos(), 0), Long.MAX_VALUE / 2);
        return Gate.refusedFor(((rest + LEVEL_BITS) & ~LEVEL_BITS) + Levels.number(level));
    }

    DegradedException refusal(long answer, String method) {
        long rest = Gate.retryAfter(answer);
        PressureLevel level =
                rest == RefusedException.UNKNOWN ? PressureLevel.NORMAL : Levels.of((int) (rest & LEVEL_BITS));
        return new DegradedException(method, name, rest, level, spec, pressure.pressure(), pressure.reason());
    }

    /** What became of the calls so far. */
    public Counts counts() {
        return new Counts(full.sum(), reduced.sum(), fallback.sum(), refused.sum());
    }

    /**
     * Numbers of calls.
     *
     * @param full made at NORMAL, or let through in full
     * @param reduced made under pressure, so that their work may be smaller
     * @param fallback given up, with a fallback to answer
     * @param refused given up without one
     */
    public record Counts(long full, long reduced, long fallback, long refused) {}
}
