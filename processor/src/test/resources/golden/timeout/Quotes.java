package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deadlines of every sort of result. */
public class Quotes {

    @Timeout("2s")
    public String quote(String item) {
        return item;
    }

    @Timeout(value = "250ms", interrupt = false)
    public void warm() {}

    @Timeout(value = "1m", fallback = "none")
    protected long count() {
        return 1;
    }

    long none(RuntimeException late) {
        return 0;
    }

    @Timeout("2s")
    @Retry
    @Bulkhead(max = 4)
    public CompletionStage<String> later(String item) {
        return CompletableFuture.completedFuture(item);
    }

    @CircuitBreaker(window = "10s", memoryThreshold = "0.9")
    int checked() {
        return 1;
    }
}
