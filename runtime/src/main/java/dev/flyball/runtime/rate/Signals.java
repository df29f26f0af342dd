package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Overload;
import java.net.ConnectException;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * What an {@link AdaptiveWindow} listens to besides latency.
 *
 * @param overload which failures mean that the callee had too much to do
 * @param pressure how hard pressed this program is, from 0 to 1; asked once per window
 */
public record Signals(Overload overload, DoubleSupplier pressure) {

    /** Timeouts, rejections and failures to connect, as {@link #with} has them; and no pressure. */
    public static final Signals USUAL = with(failure -> false, () -> 0);

    /**
     * The failures that {@link Overload} knows, a {@link ConnectException}, since whoever takes no connection takes no
     * call, and those that {@code also} accepts.
     */
    public static Signals with(Predicate<? super Throwable> also, DoubleSupplier pressure) {
        return new Signals(
                new Overload(failure -> failure instanceof ConnectException || also.test(failure)), pressure);
    }
}
