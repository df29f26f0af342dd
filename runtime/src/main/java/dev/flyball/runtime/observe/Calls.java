package dev.flyball.runtime.observe;

import java.util.Locale;

/**
 * The calls of one governed method, timed by how they ended. Thread-safe; a call pays one volatile read while no
 * registry is bound.
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
        /** A fallback stood in. */
        DEGRADED
    }

    private final String name;
    private DurationRecorder ok = DurationRecorder.NONE;
    private DurationRecorder error = DurationRecorder.NONE;
    private DurationRecorder rejected = DurationRecorder.NONE;
    private DurationRecorder degraded = DurationRecorder.NONE;

    /** Registers the timer's four series with {@code hub} at once. */
    public Calls(String name, MeterHub hub) {
        this.name = name;
        hub.add(this);
    }

    /** Whether anybody looks at the durations; if not, {@link #ended} need not be told. */
    public boolean active() {
        return ok.active();
    }

    /** One call ended, {@code nanos} after it was let in. */
    public void ended(Outcome outcome, long nanos) {
        DurationRecorder recorder = switch (outcome) {
            case OK -> ok;
            case ERROR -> error;
            case REJECTED -> rejected;
            case DEGRADED -> degraded;
        };
        recorder.record(nanos);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        ok = timer(visitor, Outcome.OK);
        error = timer(visitor, Outcome.ERROR);
        rejected = timer(visitor, Outcome.REJECTED);
        degraded = timer(visitor, Outcome.DEGRADED);
    }

    private DurationRecorder timer(MeterVisitor visitor, Outcome outcome) {
        return visitor.timer("calls", "name", name, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
