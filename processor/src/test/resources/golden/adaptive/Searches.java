package com.acme;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Searches {

    @AdaptiveConcurrency(max = 200, fallback = "nothing")
    public String find(String words) {
        return words;
    }

    String nothing(String words) {
        return "";
    }

    @CircuitBreaker
    @AdaptiveConcurrency(
            algorithm = AdaptiveConcurrency.Algorithm.VEGAS,
            targetLatency = "80ms",
            overloadOn = IllegalStateException.class,
            maxWaiting = 5,
            maxWait = "100ms")
    public CompletionStage<String> ask(String words) {
        return CompletableFuture.completedFuture(words);
    }
}
