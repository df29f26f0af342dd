package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** What is over only later. */
class Stages {

    static class Own<T> extends CompletableFuture<T> {}

    @CircuitBreaker
    CompletionStage<String> stage() {
        return null;
    }

    @Retry
    @RateLimited(permits = 3, maxWait = "1s")
    @Bulkhead(max = 2, maxWaiting = 2, maxWait = "1s", fallback = "later")
    <T> CompletableFuture<T> future(T of) {
        return null;
    }

    @Timeout(value = "1s", interrupt = false)
    @Bulkhead(max = 2)
    CompletionStage<String> timed() {
        return null;
    }

    @Timeout("1s")
    @Retry(maxAttempts = 2, fallback = "later")
    <T> CompletableFuture<T> timedAgain(T of) {
        return null;
    }

    <T> CompletableFuture<T> later(T of) {
        return null;
    }

    @Bulkhead(max = 1)
    static CompletableFuture<Void> common() {
        return null;
    }

    @Bulkhead(max = 1)
    Future<String> plain() {
        return null;
    }

    @Bulkhead(max = 1)
    FutureTask<String> task() {
        return null;
    }

    @Bulkhead(max = 1)
    Own<String> own() {
        return null;
    }

    @Bulkhead(max = 1)
    Flow.Publisher<String> publisher() {
        return null;
    }

    @Bulkhead(max = 1)
    <F extends CompletableFuture<String>> F variable(F in) {
        return in;
    }

    @Bulkhead(max = 1, fallback = "plainValue")
    CompletionStage<String> wrongStandIn() {
        return null;
    }

    String plainValue() {
        return "";
    }
}
