package dev.flyball.runtime.observe;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The calls of one governed name: how they ended, how long they took, what they allocated. Registries get a timer by
 * outcome and a summary of memory; {@link #metrics} is the same for a program without any.
 *
 * <p>Thread-safe. A call that is not {@linkplain #sampled sampled} pays one striped increment here. {@code first}: the
 * calls still to be measured by all means, counted down by compare-and-set, only read once it is 0. {@code counting} and
 * {@code looked}: written seldom, read volatile where pipelines are built and by sampled calls.
 */
public final class Calls implements MeterSource {

    /** How a call ended. */
    public enum Outcome {
        /** The body returned. */
        OK,
        /** The body, or its stage, failed and nothing stood in. */
        ERROR,
        /** A gate refused and nothing stood in. */
        REJECTED,
        /** A fallback was asked, after a refusal or a failure. */
        DEGRADED
    }

    private final String name;
    private final Sampling sampling;
    private final Runnable audienceChanged;
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder degraded = new LongAdder();
    private final AtomicInteger first = new AtomicInteger(Sampling.FIRST);
    private final DurationHistogram durations = new DurationHistogram();
    private final LongAdder measured = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicBoolean looked = new AtomicBoolean();
    private volatile boolean counting;
    private DurationRecorder ok = DurationRecorder.NONE;
    private DurationRecorder error = DurationRecorder.NONE;
    private DurationRecorder rejected = DurationRecorder.NONE;
    private DurationRecorder stoodIn = DurationRecorder.NONE;
    private Recorder memory = DurationRecorder.NONE;

    /** Timers alone, all of them registered with {@code hub} at once: nothing is counted until {@link #count}. */
    public Calls(String name, MeterHub hub) {
        this(name, hub, Sampling.system(), () -> {});
    }

    /**
     * Registers all series with {@code hub} at once.
     *
     * @param audienceChanged hears that {@link #active} is no longer what it was, some calls later
     */
    public Calls(String name, MeterHub hub, Sampling sampling, Runnable audienceChanged) {
        this.name = name;
        this.sampling = sampling;
        this.audienceChanged = audienceChanged;
        hub.add(this);
        looked.set(active());
    }

    // ---- for whoever builds a pipeline -------------------------------------------------------------------------

    /** Whether anybody looks at the timers now; if not, {@link #ended} need not be told. */
    public boolean active() {
        return ok.active();
    }

    /** Whether a registry is bound, be it an empty one that somebody may look at later. */
    public boolean bound() {
        return ok instanceof Fan fan && fan.bound();
    }

    /** Whether calls are to be counted and sampled. */
    public boolean counting() {
        return counting;
    }

    /** Says whether the pipelines built from now on are to count and sample their calls. */
    public void count(boolean on) {
        counting = on;
    }

    // ---- for calls ---------------------------------------------------------------------------------------------

    /** Whether the call that begins now is to be measured in full. */
    public boolean sampled() {
        return first.get() > 0 ? first.getAndDecrement() > 0 || sampling.chosen() : sampling.chosen();
    }

    /** What the current thread has allocated so far, or {@link ThreadMemory#UNKNOWN}. */
    public long threadAllocated() {
        return sampling.allocated().getAsLong();
    }

    /** A body returned. */
    public void succeeded() {
        successes.increment();
    }

    /** A body failed. */
    public void failed() {
        failures.increment();
    }

    /** A call was turned away, with or without something that stood in. */
    public void refused(boolean rescued) {
        (rescued ? degraded : refused).increment();
    }

    /** An execution took so long. */
    public void took(long nanos) {
        durations.add(nanos);
    }

    /** A sampled execution allocated so much. */
    public void allocated(long amount) {
        measured.increment();
        bytes.add(amount);
        if (peak.get() < amount) {
            peak.accumulateAndGet(amount, Math::max);
        }
        memory.record(amount);
    }

    /** Looks whether the audience of the timers is still what it was, for a sampled call. */
    public void lookRound() {
        boolean now = active();
        if (looked.get() != now && looked.compareAndSet(!now, now)) {
            try {
                audienceChanged.run();
            } catch (Throwable untold) {
                looked.set(!now);
                throw untold;
            }
        }
    }

    /** One call ended, {@code nanos} after it was let in: for the timers. */
    public void ended(Outcome outcome, long nanos) {
        DurationRecorder recorder = switch (outcome) {
            case OK -> ok;
            case ERROR -> error;
            case REJECTED -> rejected;
            case DEGRADED -> stoodIn;
        };
        recorder.record(nanos);
    }

    // ---- for whoever looks -------------------------------------------------------------------------------------

    /** What is known by now; without the breaker, which this class does not know. */
    public ExecutorMetrics metrics() {
        long calls = measured.sum();
        MemorySummary allocations =
                calls == 0 ? MemorySummary.NONE : new MemorySummary(calls, bytes.sum() / calls, peak.get());
        return ExecutorMetrics.of(
                name, successes.sum(), failures.sum(), refused.sum(), degraded.sum(), allocations, durations.summary());
    }

    @Override
    public void describe(MeterVisitor visitor) {
        ok = timer(visitor, Outcome.OK);
        error = timer(visitor, Outcome.ERROR);
        rejected = timer(visitor, Outcome.REJECTED);
        stoodIn = timer(visitor, Outcome.DEGRADED);
        memory = visitor.summary("executor.memory", "bytes", "name", name);
    }

    private DurationRecorder timer(MeterVisitor visitor, Outcome outcome) {
        return visitor.timer("calls", "name", name, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
