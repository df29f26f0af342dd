package dev.flyball.runtime.alert;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How alerts get out through one channel. Used by one thread at a time, save for tests of it. */
interface Carrier {

    /**
     * Takes one alert; must not block for long.
     *
     * @param once whether one try is enough, as somebody waits for the answer
     */
    CompletionStage<ChannelOutcome> carry(Alert alert, boolean once);

    /** Ends pauses between tries; nothing is tried again. */
    default void close() {}

    /** A channel of ours, which is quick. */
    static Carrier direct(String name, AlertChannel channel) {
        return (alert, once) -> {
            ChannelOutcome outcome;
            try {
                channel.send(alert);
                outcome = ChannelOutcome.delivered(name, "written");
            } catch (Exception broken) {
                outcome = ChannelOutcome.failed(name, String.valueOf(broken));
            }
            return CompletableFuture.completedFuture(outcome);
        };
    }
}
