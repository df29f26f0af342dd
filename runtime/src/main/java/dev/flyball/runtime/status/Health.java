package dev.flyball.runtime.status;

import dev.flyball.runtime.observe.HealthSpec;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.status.ResourceStatus.Breaker;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a program is fit to be sent work, and why not. What a dependency does makes it DEGRADED at most, since killing
 * this process would not help there.
 *
 * @param reasons in a sentence each, worst first; empty while all is well
 */
public record Health(Condition condition, List<String> reasons) implements Serializable {

    /** How fit it is. */
    public enum Condition {
        /** All is well. */
        UP,
        /** It works, but not all of it: the level is HIGH or worse, or a breaker refuses calls. */
        DEGRADED,
        /** It does the least that keeps it alive: the level is EMERGENCY. Send work elsewhere. */
        OVERLOADED,
        /** As OVERLOADED, where the configuration lets health fail. */
        DOWN
    }

    /** Calls pass here, or a person wants it so. */
    private static final Set<String> FINE = Set.of("CLOSED", "METRICS_ONLY", "DISABLED");

    /** Keeps its own copy of the reasons. */
    public Health {
        reasons = List.copyOf(reasons);
    }

    /**
     * What follows from the level of resources and from breakers.
     *
     * @param reason why the level is what it is
     */
    public static Health of(PressureLevel level, String reason, List<Breaker> breakers, HealthSpec spec) {
        List<String> reasons = new ArrayList<>();
        Condition condition = Condition.UP;
        if (level.atLeast(PressureLevel.HIGH)) {
            reasons.add("resource pressure is " + level + ": " + reason);
            condition = Condition.DEGRADED;
        }
        for (Breaker breaker : breakers) {
            if (!FINE.contains(breaker.state())) {
                reasons.add(breaker.why());
                condition = Condition.DEGRADED;
            }
        }
        if (level == PressureLevel.EMERGENCY) {
            condition = spec.mayFail() ? Condition.DOWN : Condition.OVERLOADED;
        }
        return new Health(condition, reasons);
    }

    /** The condition, and the reasons if there are any. */
    @Override
    public String toString() {
        return reasons.isEmpty() ? condition.name() : condition + ": " + String.join("; ", reasons);
    }
}
