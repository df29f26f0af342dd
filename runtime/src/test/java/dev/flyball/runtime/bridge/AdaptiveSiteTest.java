package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What an adaptive limit learns from the methods that it governs. */
class AdaptiveSiteTest {

    private static final String ASK = "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;";
    private static final Duration SERVICE = Duration.ofMillis(10);

    private final Bench bench = new Bench();

    private static PolicyPlan adaptive(String... attributes) {
        return Bench.policy(PolicyKind.ADAPTIVE_CONCURRENCY, attributes);
    }

    private Site site(PolicyPlan... policies) {
        return bench.site(AdaptiveSiteTest.class, "", policies).site();
    }

    private Site stages(PolicyPlan... policies) {
        return bench.site(AdaptiveSiteTest.class, ASK, "", true, List.of(), policies)
                .site();
    }

    private AdaptiveLimit limit() {
        return bench.governance.instances().adaptiveLimit("desk").orElseThrow();
    }

    @Test
    void aMethodIsMeasuredUntilItReturns() {
        Site site = site(adaptive());
        for (int i = 0; i < 100; i++) {
            Object ticket = site.enter(null);
            bench.clock.advance(SERVICE);
            site.exit(ticket, "done");
        }
        assertThat(limit().reading().baseLatency()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
        assertThat(limit().inFlight()).isZero();
    }

    @Test
    void aStageIsMeasuredUntilItCompletes() {
        Site site = stages(adaptive());
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> source = new CompletableFuture<>();
            site.exit(site.enter(null), (CompletionStage<?>) source);
            assertThat(limit().inFlight()).isEqualTo(1);
            bench.clock.advance(SERVICE);
            source.complete("done");
        }
        assertThat(limit().reading().baseLatency()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
        assertThat(limit().inFlight()).isZero();
    }

    @Test
    void aStageThatTimesOutLowersTheLimitAndOneThatIsCancelledDoesNot() {
        Site site = stages(adaptive("initial", "100"));
        for (int i = 0; i < 30; i++) {
            CompletableFuture<String> cancelled = new CompletableFuture<>();
            site.exit(site.enter(null), (CompletionStage<?>) cancelled);
            bench.clock.advance(SERVICE);
            cancelled.cancel(true);
        }
        assertThat(limit().limit()).isEqualTo(100);
        for (int i = 0; i < 30; i++) {
            CompletableFuture<String> late = new CompletableFuture<>();
            site.exit(site.enter(null), (CompletionStage<?>) late);
            bench.clock.advance(SERVICE);
            late.completeExceptionally(new CompletionException(new TimeoutException()));
        }
        assertThat(limit().limit()).isLessThan(100);
        assertThat(limit().inFlight()).isZero();
    }

    @Test
    void whatARefusalInsideCostsIsNoMeasurement() {
        Site site = site(adaptive(), Bench.bulkhead(1));
        Object held = site.enter(null);
        for (int i = 0; i < 100; i++) {
            assertThat(site.enter(null)).isInstanceOf(Skip.class);
        }
        assertThat(limit().inFlight()).isEqualTo(1);
        assertThat(limit().reading().baseLatency()).isZero();
        site.exit(held, "done");
        assertThat(limit().inFlight()).isZero();
    }
}
