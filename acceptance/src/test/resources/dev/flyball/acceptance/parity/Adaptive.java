package corpus;

import dev.flyball.annotation.AdaptiveConcurrency;
import dev.flyball.annotation.AdaptiveConcurrency.Algorithm;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Retry;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Limits that follow what they measure. */
@AdaptiveConcurrency(max = 50, name = "all")
class Adaptive {

    @AdaptiveConcurrency
    static int plain() {
        return 1;
    }

    @AdaptiveConcurrency(algorithm = Algorithm.PID, targetLatency = "80ms", min = 30, fallback = "less")
    String chosen(String in) {
        return in;
    }

    String less(String in, Throwable cause) {
        return in;
    }

    @Retry
    @Bulkhead(max = 3)
    @AdaptiveConcurrency(
            algorithm = Algorithm.LITTLES_LAW,
            initial = 2,
            max = 3,
            maxWaiting = 4,
            maxWait = "1s",
            overloadOn = {SocketTimeoutException.class, IllegalStateException.class})
    CompletionStage<String> stage() {
        return CompletableFuture.completedFuture("");
    }

    public void byItsClass() {}
}
