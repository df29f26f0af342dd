package com.acme;

import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Timeout;
import java.util.concurrent.CompletableFuture;

/** What only the agent can govern: static, private and final methods. */
public final class ClosedDeadlines {

    @Timeout("100ms")
    static String still() throws InterruptedException {
        Thread.sleep(30_000);
        return "slept";
    }

    @Timeout("100ms")
    private void hidden() throws InterruptedException {
        Thread.sleep(30_000);
    }

    @Timeout("100ms")
    final long closed() throws InterruptedException {
        Thread.sleep(30_000);
        return 1;
    }

    @Timeout("100ms")
    static CompletableFuture<String> later() {
        return new CompletableFuture<>();
    }

    @Degradable(fallback = "popular")
    static int recommends() {
        return 1;
    }

    static int popular() {
        return 0;
    }

    @Degradable
    private char refuses() {
        return 'c';
    }

    @CircuitBreaker(window = "1s", minimumCalls = 2, openFor = "4m")
    private static String judged() {
        throw new IllegalStateException("unwell");
    }

    private static String show(java.util.concurrent.Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (Throwable failure) {
            return failure.getClass().getSimpleName().replace("Exception", "");
        }
    }

    public static void main(String[] arguments) throws Exception {
        ClosedDeadlines closed = new ClosedDeadlines();
        DeadlinesProgram.awaitPressure(() -> recommends() == 0);
        System.out.println("static: " + show(ClosedDeadlines::still));
        System.out.println("private: " + show(() -> {
            closed.hidden();
            return "ok";
        }));
        System.out.println("final: " + show(closed::closed));
        System.out.println("stage: " + show(() -> later().handle((result, late) -> late.getClass().getSimpleName())
                .get(10, java.util.concurrent.TimeUnit.SECONDS)));
        System.out.println("degrades: " + show(ClosedDeadlines::recommends) + " " + show(closed::refuses));
        System.out.println("judged: " + show(ClosedDeadlines::judged) + " " + show(ClosedDeadlines::judged) + " "
                + show(ClosedDeadlines::judged));
        System.out.println("interrupted: " + Thread.interrupted());
    }
}
