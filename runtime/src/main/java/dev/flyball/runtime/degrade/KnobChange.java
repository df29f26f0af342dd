package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Optional;
import java.util.OptionalDouble;

/** What configuration says of a knob; what is empty stays as the program made it. Immutable. */
public record KnobChange(
        Optional<PressureLevel> from,
        OptionalDouble elevated,
        OptionalDouble high,
        OptionalDouble critical,
        OptionalDouble emergency) {

    /** That knob with these numbers; throws as {@link Knob} does. */
    public Knob of(Knob knob) {
        return new Knob(
                knob.name(),
                from.orElse(knob.from()),
                elevated.orElse(knob.elevated()),
                high.orElse(knob.high()),
                critical.orElse(knob.critical()),
                emergency.orElse(knob.emergency()));
    }
}
