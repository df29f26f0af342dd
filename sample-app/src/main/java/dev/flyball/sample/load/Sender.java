package dev.flyball.sample.load;

import java.util.concurrent.CompletableFuture;

/** Sends requests without waiting for the answers. */
@FunctionalInterface
public interface Sender {

    /** Sends one; the future always completes normally. */
    CompletableFuture<Outcome> send(Shot shot);
}
