package dev.flyball.runtime.pressure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A pressure that is what a test says. Thread-safe. */
public final class FakePressure implements ResourcePressure {

    private final List<Consumer<PressureLevel>> listeners = new CopyOnWriteArrayList<>();
    private volatile PressureLevel level = PressureLevel.NORMAL;
    private volatile double pressure;
    private volatile boolean latched;

    /** At NORMAL, and not pressed at all. */
    public FakePressure() {}

    /** Comes to the beginning of that level. */
    public FakePressure to(PressureLevel newLevel) {
        return to(newLevel, newLevel.from());
    }

    public FakePressure to(PressureLevel newLevel, double newPressure) {
        boolean changes = level != newLevel;
        pressure = newPressure;
        level = newLevel;
        if (changes) {
            listeners.forEach(listener -> listener.accept(newLevel));
        }
        return this;
    }

    public FakePressure latched(boolean is) {
        latched = is;
        return this;
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public PressureLevel level() {
        return level;
    }

    @Override
    public double pressure() {
        return pressure;
    }

    @Override
    public String reason() {
        return level == PressureLevel.NORMAL ? "all is well" : "live heap at 84 %";
    }

    @Override
    public long easesAfterNanos() {
        return level == PressureLevel.NORMAL ? 0 : 12_000_000_000L;
    }

    @Override
    public boolean latched() {
        return latched;
    }

    @Override
    public Registration onChange(Consumer<PressureLevel> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
