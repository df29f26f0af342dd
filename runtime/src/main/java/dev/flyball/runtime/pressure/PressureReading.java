package dev.flyball.runtime.pressure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a {@link BackpressureManager} found at one moment. Immutable.
 *
 * @param pressure of the whole program, 0 to 1
 * @param level what that pressure has led to, with hysteresis
 * @param leading the name of the controller that counts most; empty if there is none
 * @param controllers every controller, by name
 * @param following every limit that follows pressure
 * @param nanos when, as a reading of the manager's clock
 */
public record PressureReading(
        double pressure,
        PressureLevel level,
        String leading,
        List<ControllerPressure> controllers,
        List<FollowingLimit> following,
        long nanos) {

    /** Keeps its own copies of the lists. */
    public PressureReading {
        controllers = List.copyOf(controllers);
        following = List.copyOf(following);
    }

    /** The controller of that name. */
    public Optional<ControllerPressure> controller(String name) {
        return controllers.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    Map<String, ControllerPressure> byName() {
        return controllers.stream().collect(Collectors.toMap(ControllerPressure::name, one -> one));
    }

    /** Why the pressure is what it is, in words. */
    public String reason() {
        return controller(leading).map(one -> one.name() + ": " + one.reason()).orElse("nothing is under pressure");
    }
}
