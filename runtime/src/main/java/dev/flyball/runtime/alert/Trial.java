package dev.flyball.runtime.alert;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sends one message through channels, once, to see whether it arrives within 30 s. */
record Trial(Clock clock, Alarm alarm) {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    /** What became of it, route by route. */
    CompletionStage<List<ChannelOutcome>> send(Alert alert, List<Route> routes) {
        List<CompletableFuture<ChannelOutcome>> outcomes =
                routes.stream().map(route -> send(alert, route)).toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        none -> outcomes.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<ChannelOutcome> send(Alert alert, Route route) {
        CompletableFuture<ChannelOutcome> outcome = new CompletableFuture<>();
        Alarm.Pending timeUp = alarm.at(
                clock.nanos() + LONGEST,
                () -> outcome.complete(ChannelOutcome.failed(route.name(), "no answer within 30s")));
        route.test(alert).thenAccept(outcome::complete);
        return outcome.whenComplete((result, none) -> timeUp.cancel());
    }
}
