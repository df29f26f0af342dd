package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Map;

/**
 * How much smaller work should be at one level of pressure. Immutable; there is one per level, made beforehand, so that
 * asking costs next to nothing and a call can keep the one that it began with.
 *
 * <pre>{@code
 * Degradation d = Degradation.current();
 * List<Hit> hits = d.simplify() ? quick(query, d.limit(1000)) : thorough(query, d.limit(1000));
 * if (!d.skipOptional()) { hits.forEach(this::highlight); }
 * }</pre>
 */
public final class Degradation {

    /** Nothing is left out. */
    public static final Degradation NORMAL = new Degradation(PressureLevel.NORMAL, Map.of());

    private static final int DIMENSIONS = 8;

    /** 0.3 of 10 is 3, whatever binary fractions make of it. */
    private static final double ROUNDING = 1e-9;

    private final PressureLevel level;
    private final Map<String, Double> factors;
    private final double limits;
    private final double dimensions;
    private final boolean skipOptional;
    private final boolean skipExpensive;
    private final boolean simplify;

    Degradation(PressureLevel level, Map<String, Double> factors) {
        this.level = level;
        this.factors = Map.copyOf(factors);
        this.limits = factor(Knob.REDUCE_LIMITS.name());
        this.dimensions = factor(Knob.REDUCE_DIMENSIONS.name());
        this.skipOptional = on(Knob.SKIP_OPTIONAL.name());
        this.skipExpensive = on(Knob.SKIP_EXPENSIVE.name());
        this.simplify = on(Knob.SIMPLIFY.name());
    }

    /**
     * Within a call of a {@code @Degradable} method, on the thread that makes it: that call's own, the same from its
     * beginning to its end and in the calls that it makes. Elsewhere: the newest of the runtime that annotated methods
     * share.
     */
    public static Degradation current() {
        return Degradations.shared().current();
    }

    /** The level of pressure that this is for. */
    public PressureLevel level() {
        return level;
    }

    /** Whether there is any pressure. */
    public boolean active() {
        return level != PressureLevel.NORMAL;
    }

    /** What is left of {@code usual}, rounded down; of something at least one. */
    public int limit(int usual) {
        return usual <= 1 || limits >= 1 ? usual : Math.max(1, (int) (usual * limits + ROUNDING));
    }

    /** The share of limits that is left. */
    public double limitFactor() {
        return limits;
    }

    /** Whether to leave out what is nice to have. */
    public boolean skipOptional() {
        return skipOptional;
    }

    /** Whether to leave out what costs much. */
    public boolean skipExpensive() {
        return skipExpensive;
    }

    /** Whether to take the quick way instead of the thorough one. */
    public boolean simplify() {
        return simplify;
    }

    /** How many of {@code usual} dimensions are left: all, or fewer in eights, but never fewer than eight. */
    public int dimensions(int usual) {
        if (dimensions >= 1 || usual <= DIMENSIONS) {
            return usual;
        }
        int left = (int) (usual * dimensions + ROUNDING);
        return Math.max(DIMENSIONS, left - left % DIMENSIONS);
    }

    /** What that knob leaves, 0 to 1; 1 where nobody has registered one of that name. */
    public double factor(String knob) {
        return factors.getOrDefault(knob, 1.0);
    }

    /** Whether that knob takes anything away. */
    public boolean on(String knob) {
        return factor(knob) < 1;
    }

    @Override
    public String toString() {
        return level + " " + factors;
    }
}
