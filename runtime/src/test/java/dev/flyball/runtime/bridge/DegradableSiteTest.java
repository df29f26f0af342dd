package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.degrade.AllocationExceededException;
import dev.flyball.runtime.degrade.AllocationPolicy;
import dev.flyball.runtime.degrade.DegradedException;
import dev.flyball.runtime.degrade.Priority;
import dev.flyball.runtime.degrade.Shedder;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Methods that are given up under pressure, or go by one level from beginning to end. */
class DegradableSiteTest {

    private static final String ASK = "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;";

    private final Bench bench = new Bench();
    private final List<Installation> held = new ArrayList<>();

    private static PolicyPlan degradable(String... attributes) {
        return Bench.policy(PolicyKind.DEGRADABLE, attributes);
    }

    private Site site(PolicyPlan... policies) {
        return kept(bench.site(DegradableSiteTest.class, "", policies));
    }

    private Site kept(Installation installation) {
        held.add(installation);
        return installation.site();
    }

    private PressureLevel level() {
        return bench.governance.degradations().current().level();
    }

    private Shedder.Counts counts() {
        return bench.governance.instances().shedder("desk").orElseThrow().counts();
    }

    @Test
    void belowItsLevelACallRunsAndFromItOnItIsRefused() {
        Site site = site(degradable());
        site.exit(site.enter(null), "done");
        bench.pressure.to(PressureLevel.ELEVATED);
        site.exit(site.enter(null), "smaller");
        bench.pressure.to(PressureLevel.HIGH);

        assertThatThrownBy(() -> site.exit(site.enter(null), "never")).isInstanceOf(DegradedException.class);
        assertThat(counts()).isEqualTo(new Shedder.Counts(1, 1, 0, 1));
    }

    @Test
    void theFallbackAnswersForWhatIsGivenUp() {
        Site site = kept(bench.site(DegradableSiteTest.class, "instead", degradable()));
        bench.pressure.to(PressureLevel.CRITICAL);
        Object ticket = site.enter(null);

        String answer = site.exit(
                ticket,
                "never",
                cause -> "popular because of " + cause.getClass().getSimpleName());

        assertThat(answer).isEqualTo("popular because of DegradedException");
        assertThat(counts()).isEqualTo(new Shedder.Counts(0, 0, 1, 0));
    }

    @Test
    void d1ACallGoesByTheLevelThatItBeganWithAndSoDoTheCallsInside() {
        Site outer = site(degradable("name", "outer"));
        Site inner = site(degradable("name", "inner"));
        Object first = outer.enter(null);
        bench.pressure.to(PressureLevel.HIGH);
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);

        Object second = inner.enter(null);
        assertThat(second).as("not given up in the middle").isNotInstanceOf(Skip.class);
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);
        inner.exit(second, "done");
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);

        outer.exit(first, "done");
        assertThat(level()).isEqualTo(PressureLevel.HIGH);
        assertThat(inner.enter(null)).isInstanceOf(Skip.class);
    }

    @Test
    void d1AFailedCallHoldsItsThreadNoLonger() {
        Site site = site(degradable());
        Object ticket = site.enter(null);
        bench.pressure.to(PressureLevel.ELEVATED);
        assertThat(site.rethrows(ticket, new IllegalStateException())).isTrue();
        assertThat(level()).isEqualTo(PressureLevel.ELEVATED);
    }

    @Test
    void d1ARefusalFurtherInHoldsTheThreadNoLonger() {
        Site site = site(degradable(), Bench.rate(1, "0s"));
        site.exit(site.enter(null), "done");
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
        bench.pressure.to(PressureLevel.ELEVATED);
        assertThat(level()).isEqualTo(PressureLevel.ELEVATED);
    }

    @Test
    void d1AttemptsOfARetryAllGoByOneLevel() {
        Site site = site(degradable(), Bench.retry(3, "10ms"));
        Object ticket = site.enter(null);
        bench.pressure.to(PressureLevel.EMERGENCY);
        assertThat(site.rethrows(ticket, new IllegalStateException())).isFalse();
        assertThat(site.repeats(ticket)).isTrue();
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);
        site.exit(ticket, "done");
        assertThat(level()).isEqualTo(PressureLevel.EMERGENCY);
        assertThat(counts()).isEqualTo(new Shedder.Counts(1, 0, 0, 0));
    }

    @Test
    void d1AStageMethodHoldsItsCallersThreadOnlyUntilItsBodyHasReturned() {
        Site site = kept(bench.site(DegradableSiteTest.class, ASK, "", true, List.of(), degradable()));
        CompletableFuture<String> source = new CompletableFuture<>();
        Object ticket = site.enter(null);
        bench.pressure.to(PressureLevel.ELEVATED);
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);

        site.exit(ticket, (CompletionStage<?>) source);

        assertThat(level()).isEqualTo(PressureLevel.ELEVATED);
        Site other = site(degradable("name", "other"));
        Object nested = other.enter(null);
        source.complete("done");
        bench.pressure.to(PressureLevel.CRITICAL);
        assertThat(level()).as("the stage's end takes nothing from others").isEqualTo(PressureLevel.ELEVATED);
        other.exit(nested, "done");
    }

    @Test
    void d1ACallWhoseEndNobodySawIsForgottenAfterTenMinutes() {
        Site site = site(degradable());
        site.enter(null);
        bench.pressure.to(PressureLevel.HIGH);
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);
        bench.clock.advance(Duration.ofMinutes(10).plusNanos(1));
        assertThat(level()).isEqualTo(PressureLevel.HIGH);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
    }

    @Test
    void aCallThatALatchedReadingLetsThroughRunsInFull() {
        Site site = site(degradable());
        bench.pressure.to(PressureLevel.CRITICAL).latched(true);
        Object ticket = site.enter(null);
        assertThat(ticket).isNotInstanceOf(Skip.class);
        assertThat(level()).isEqualTo(PressureLevel.NORMAL);
        site.exit(ticket, "done");
        assertThat(level()).isEqualTo(PressureLevel.CRITICAL);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
        assertThat(counts()).isEqualTo(new Shedder.Counts(1, 0, 0, 1));
    }

    @Test
    void whatIsGivenUpSpendsNothingOfTheOtherPolicies() {
        Site site = site(degradable(), Bench.rate(1, "0s"));
        bench.pressure.to(PressureLevel.HIGH);
        for (int i = 0; i < 5; i++) {
            assertThat(site.enter(null)).isInstanceOf(Skip.class);
        }
        bench.pressure.to(PressureLevel.NORMAL);
        assertThat(site.enter(null)).isNotInstanceOf(Skip.class);
    }

    @Test
    void metersTellFullReducedFallbackAndRefused() {
        Readings readings = new Readings();
        bench.governance.metrics(readings);
        Site site = site(degradable("at", "CRITICAL"));
        site.exit(site.enter(null), "done");
        bench.pressure.to(PressureLevel.HIGH);
        site.exit(site.enter(null), "done");
        bench.pressure.to(PressureLevel.CRITICAL);
        site.enter(null);
        for (String mode : List.of("full", "reduced", "refused")) {
            assertThat(readings.value("degradation.calls", "name", "desk", "mode", mode))
                    .as(mode)
                    .isEqualTo(1);
        }
        assertThat(readings.value("degradation.calls", "name", "desk", "mode", "fallback"))
                .isZero();
        assertThat(readings.value("rejections", "name", "desk", "policy", "degradable", "reason", "pressure"))
                .isEqualTo(1);
    }

    @Test
    void aPolicyOfAllocationHoldsMethodsOfItsNameFromThenOnAndUntilItIsTakenBack() {
        Site site = site(Bench.bulkhead(100));
        Registration registration = bench.governance
                .allocations()
                .register(AllocationPolicy.of("desk", Priority.LOW).workers(1, 2));
        Object first = site.enter(null);
        Object second = site.enter(null);
        assertThatThrownBy(() -> site.exit(site.enter(null), "never")).isInstanceOf(AllocationExceededException.class);
        bench.pressure.to(PressureLevel.CRITICAL);
        site.exit(first, "done");
        assertThat(site.enter(null)).as("one is granted, one runs").isInstanceOf(Skip.class);
        site.rethrows(second, new StackOverflowError());
        assertThat(bench.governance.allocations().running("desk")).isZero();
        assertThat(bench.governance.allocations().reserved("desk")).isZero();

        registration.close();

        List<Object> tickets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tickets.add(site.enter(null));
        }
        assertThat(tickets).noneMatch(Skip.class::isInstance);
    }

    @Test
    void aPolicyOfAllocationGoesByTheMethodsOwnNameToo() {
        Site site = site(Bench.bulkhead(100));
        bench.governance
                .allocations()
                .register(AllocationPolicy.of("DegradableSiteTest.place", Priority.LOW)
                        .workers(1, 1));
        Object ticket = site.enter(null);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
        site.exit(ticket, "done");
    }

    @Test
    void d6AStagesReservationComesBackWhenItIsCancelled() {
        bench.governance
                .allocations()
                .register(AllocationPolicy.of("desk", Priority.LOW).workers(1, 1));
        Site site = kept(bench.site(DegradableSiteTest.class, ASK, "", true, List.of(), Bench.bulkhead(9)));
        CompletableFuture<String> source = new CompletableFuture<>();
        site.exit(site.enter(null), (CompletionStage<?>) source);
        assertThat(bench.governance.allocations().running("desk")).isEqualTo(1);
        source.cancel(true);
        assertThat(bench.governance.allocations().running("desk")).isZero();
    }
}
