package dev.flyball.runtime.pressure;

import org.jspecify.annotations.Nullable;

/**
 * A registered source and what the manager remembers of it from sample to sample. Guarded by the manager's sampling, but
 * for {@code source} and {@code importance}, which anybody replaces, and {@code pressure}, which anybody reads.
 */
final class Controller {

    private final String name;
    private final Steps steps = new Steps();
    private volatile PressureSource source;
    private volatile Importance importance;
    private volatile double pressure;
    private double raw;
    private Parts parts = Parts.NONE;
    private @Nullable Load load;
    private @Nullable Throwable failure;
    private boolean sampled;
    private long sampledAt;
    private long admittedBefore;
    private long refusedBefore;
    private double admitted;
    private double refused;

    Controller(String name, Importance importance, PressureSource source) {
        this.name = name;
        this.importance = importance;
        this.source = source;
    }

    String name() {
        return name;
    }

    double pressure() {
        return pressure;
    }

    PressureLevel level() {
        return steps.level();
    }

    void importance(Importance other) {
        importance = other;
    }

    /** Reads from another source from now on; what was smoothed stays. */
    void source(PressureSource other) {
        source = other;
    }

    PressureSource source() {
        return source;
    }

    /** Asks the source and works out the pressure at a reading of the clock. */
    ControllerPressure sample(long now) {
        long since = sampled ? now - sampledAt : 0;
        try {
            Load fresh = source.load();
            raw = raw(fresh, since);
            load = fresh;
            failure = null;
        } catch (RuntimeException | Error broken) {
            failure = broken;
        }
        // What was measured may say at once that all is lost; all else is believed after a while, but for the first
        // time.
        boolean asItIs =
                load instanceof Load.Measured told && (told.smoothed() || raw > PressureLevel.EMERGENCY.from());
        pressure = asItIs || !sampled ? raw : Formula.smoothed(pressure, raw, since);
        sampled = true;
        sampledAt = now;
        return reading(steps.next(pressure, now));
    }

    private double raw(Load fresh, long since) {
        if (fresh instanceof Load.Measured measured) {
            parts = Parts.NONE;
            return measured.pressure();
        }
        Load.Counted counted = (Load.Counted) fresh;
        if (sampled) {
            admitted = Formula.decayed(admitted, since) + growth(admittedBefore, counted.admitted());
            refused = Formula.decayed(refused, since) + growth(refusedBefore, counted.refused());
        }
        admittedBefore = counted.admitted();
        refusedBefore = counted.refused();
        parts = new Parts(Formula.full(counted), Formula.queued(counted), Formula.refused(admitted, refused));
        return parts.raw();
    }

    /** A total that went back is another source's, or has run over: nothing can be told from it. */
    private static double growth(long before, long after) {
        long more = after - before;
        return more > 0 ? more : 0;
    }

    private ControllerPressure reading(PressureLevel level) {
        return new ControllerPressure(name, importance, pressure, raw, level, load, parts, failure);
    }
}
