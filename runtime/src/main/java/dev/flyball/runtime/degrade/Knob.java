package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.List;

/**
 * What is left of one thing at each level of pressure: 1 is all of it, 0 nothing. A switch is a knob that leaves nothing.
 * Immutable.
 *
 * @param name letters, digits and dashes, as configuration spells it: {@code image-quality}
 * @param from the level at which it begins to act, not NORMAL; what it says of milder ones does not hold
 * @param elevated the share left at ELEVATED, and so on; none above the one before
 */
public record Knob(String name, PressureLevel from, double elevated, double high, double critical, double emergency)
        implements Strategy {

    /** Limits, such as how many results to look for: {@link Degradation#limit}. */
    public static final Knob REDUCE_LIMITS = new Knob("reduce-limits", PressureLevel.ELEVATED, 0.8, 0.8, 0.5, 0.3);

    /** What is nice to have: {@link Degradation#skipOptional}. */
    public static final Knob SKIP_OPTIONAL = off("skip-optional", PressureLevel.HIGH);

    /** What costs much: {@link Degradation#skipExpensive}. */
    public static final Knob SKIP_EXPENSIVE = off("skip-expensive", PressureLevel.HIGH);

    /** The thorough way, where there is a quick one: {@link Degradation#simplify}. */
    public static final Knob SIMPLIFY = off("simplify", PressureLevel.CRITICAL);

    /** Dimensions of vectors: {@link Degradation#dimensions}. */
    public static final Knob REDUCE_DIMENSIONS = new Knob("reduce-dimensions", PressureLevel.CRITICAL, 1, 1, 0.5, 0.25);

    /** The five that every runtime has. */
    public static final List<Knob> STANDARD =
            List.of(REDUCE_LIMITS, SKIP_OPTIONAL, SKIP_EXPENSIVE, SIMPLIFY, REDUCE_DIMENSIONS);

    /** Throws where a factor lies outside its range or grows with pressure. */
    public Knob {
        if (!name.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "[knob-name] a knob cannot be called \"" + name + "\"; use letters, digits and dashes");
        }
        if (from == PressureLevel.NORMAL) {
            throw new IllegalArgumentException("[knob-from] " + name
                    + " acts from NORMAL on; give ELEVATED, HIGH, CRITICAL or EMERGENCY: NORMAL takes nothing away");
        }
        if (!(elevated <= 1 && high <= elevated && critical <= high && emergency <= critical && emergency >= 0)) {
            throw new IllegalArgumentException(
                    "[knob-factors] " + name + " leaves " + elevated + ", " + high + ", " + critical + ", " + emergency
                            + " from ELEVATED to EMERGENCY; give numbers from 1 to 0, none above the one before");
        }
    }

    /** A switch: all of it below {@code from}, nothing from there on. */
    public static Knob off(String name, PressureLevel from) {
        return new Knob(name, from, 0, 0, 0, 0);
    }

    @Override
    public double factor(PressureLevel level) {
        if (!level.atLeast(from)) {
            return 1;
        }
        return switch (level) {
            case NORMAL -> 1;
            case ELEVATED -> elevated;
            case HIGH -> high;
            case CRITICAL -> critical;
            case EMERGENCY -> emergency;
        };
    }
}
