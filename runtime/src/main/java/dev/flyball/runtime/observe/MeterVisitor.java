package dev.flyball.runtime.observe;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Hears of meters, once each, and reads them when it likes. Names are those of the documentation without the leading
 * {@code flyball.}; tags are key, value, key, value. All series of a method are named when it is linked, at zero.
 */
public interface MeterVisitor {

    /** A value that goes up and down. */
    void gauge(String name, DoubleSupplier value, String... tags);

    /** A total that only grows. */
    void counter(String name, LongSupplier total, String... tags);

    /** A distribution of durations; the visitor answers with where to put them. */
    DurationRecorder timer(String name, String... tags);

    /**
     * A distribution of amounts of a unit, such as bytes; the visitor answers with where to put them. A visitor that
     * shows none need not care.
     */
    default Recorder summary(String name, String unit, String... tags) {
        return DurationRecorder.NONE;
    }
}
