package corpus;

import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Degradable.Level;
import dev.flyball.annotation.Degradable.Priority;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** Deadlines, what is given up under pressure, and breakers that judge by time or memory. */
@Degradable(priority = Priority.LOW, name = "all")
class Pressed {

    @Timeout("250 millis")
    void plain() {}

    @Timeout(value = "1.5s", interrupt = false, name = "shared", fallback = "instead")
    static int primitive(int in) {
        return in;
    }

    static int instead(int in, RuntimeException late) {
        return -in;
    }

    @Timeout("2s")
    @Retry
    private final CompletionStage<String> stage() {
        return CompletableFuture.completedFuture("");
    }

    @Timeout("2s")
    Future<String> future() {
        return CompletableFuture.completedFuture("");
    }

    @Degradable
    void refuses() {}

    @Degradable(at = Level.CRITICAL, priority = Priority.CRITICAL, fallback = "popular")
    static String[] degrades(String user) {
        return new String[0];
    }

    static String[] popular(String user, Throwable cause) {
        return new String[0];
    }

    @Degradable(ramp = true, priority = Priority.HIGH)
    @Timeout("1s")
    private CompletableFuture<Void> ramps() {
        return new CompletableFuture<>();
    }

    @CircuitBreaker(window = "10s", minimumCalls = 100)
    void byTime() {}

    @CircuitBreaker(window = "90000 ms", memoryThreshold = "0.850")
    final long byShareOfMemory() {
        return 0;
    }

    @CircuitBreaker(memoryThreshold = "2048 MB")
    void byMemory() {}

    @CircuitBreaker(memoryThreshold = "1.5 GiB")
    void byBinaryMemory() {}

    public void byItsClass() {}

    /** Declares the deadline; the body names nothing. */
    interface Asked {

        @Timeout("1s")
        @Degradable(at = Level.ELEVATED)
        boolean ask();

        @Timeout("3s")
        default void tell() {}
    }

    static class Answer implements Asked {

        @Override
        public boolean ask() {
            return true;
        }
    }
}
