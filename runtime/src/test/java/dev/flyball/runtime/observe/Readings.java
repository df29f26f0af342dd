package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** A registry for tests: every series by name and tags, read when asked. */
public final class Readings implements MeterVisitor {

    private final Map<String, DoubleSupplier> values = new HashMap<>();
    private final Map<String, List<Long>> durations = new HashMap<>();

    /** Nothing described yet. */
    public Readings() {}

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        values.put(series(name, tags), value);
    }

    @Override
    public void counter(String name, LongSupplier total, String... tags) {
        values.put(series(name, tags), total::getAsLong);
    }

    @Override
    public DurationRecorder timer(String name, String... tags) {
        return durations.computeIfAbsent(series(name, tags), series -> new ArrayList<>())::add;
    }

    @Override
    public Recorder summary(String name, String unit, String... tags) {
        return durations.computeIfAbsent(series(name, tags), series -> new ArrayList<>())::add;
    }

    /** What a summary heard so far. */
    public List<Long> amounts(String name, String... tags) {
        return durations(name, tags);
    }

    /** What a gauge or counter shows now. */
    public double value(String name, String... tags) {
        DoubleSupplier value = values.get(series(name, tags));
        if (value == null) {
            throw new AssertionError("no " + series(name, tags) + " among " + values.keySet());
        }
        return value.getAsDouble();
    }

    /** What a timer heard so far. */
    public List<Long> durations(String name, String... tags) {
        List<Long> heard = durations.get(series(name, tags));
        if (heard == null) {
            throw new AssertionError("no " + series(name, tags) + " among " + durations.keySet());
        }
        return heard;
    }

    private static String series(String name, String... tags) {
        return name + List.of(tags);
    }
}
