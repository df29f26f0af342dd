package dev.flyball.sample.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How threads end: patiently. */
public final class Closing {

    private static final int PATIENCE_SECONDS = 10;

    private Closing() {}

    /** Returns when the threads of an executor that was shut down have finished, or after ten seconds. */
    public static void await(ExecutorService threads) {
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
