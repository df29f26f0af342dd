package dev.flyball.sample.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When what goes wrong in a scenario. Immutable. */
public record FaultSchedule(List<Fault> faults) {

    /** Copies the list. */
    public FaultSchedule {
        faults = List.copyOf(faults);
    }

    /** These faults and no others. */
    public static FaultSchedule of(Fault... faults) {
        return new FaultSchedule(List.of(faults));
    }

    /** The first fault of a kind at a time since the start, if anything is wrong. */
    public Optional<Fault> at(Fault.Kind kind, Duration time) {
        return faults.stream()
                .filter(fault -> fault.kind() == kind && fault.covers(time))
                .findFirst();
    }
}
