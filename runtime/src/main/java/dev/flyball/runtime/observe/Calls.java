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

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final String name;
    private final DurationRecorder[] recorders = new DurationRecorder[OUTCOMES.length];

    /** Registers the timer's four series with {@code hub} at once. */
    public Calls(String name, MeterHub hub) {
        this.name = name;
        for (Outcome outcome : OUTCOMES) {
            recorders[outcome.ordinal()] = DurationRecorder.NONE;
        }
        hub.add(this);
    }

    /** Whether anybody looks at the durations; if not, {@link #ended} need not be told. */
    public boolean active() {
        return recorders[0].active();
    }

    /** One call ended, {@code nanos} after it was let in. */
    public void ended(Outcome outcome, long nanos) {
        recorders[outcome.ordinal()].record(nanos);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        for (Outcome outcome : OUTCOMES) {
            recorders[outcome.ordinal()] = visitor.timer(
                    "calls", "name", name, "outcome", outcome.name().toLowerCase(Locale.ROOT));
        }
    }
}
