package dev.flyball.sample.fault;

import java.time.Duration;

/** How a thread lets time pass. */
@FunctionalInterface
public interface Pause {

    /** Waits this long; an interrupt ends it early and stays set. */
    void take(Duration time);

    /** Sleeps. */
    static Pause sleeping() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
