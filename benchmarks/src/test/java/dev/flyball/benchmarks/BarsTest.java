package dev.flyball.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void aPolicyAtOneAndAHalfTimesItsFloorMeetsTheBar() {
        Bar bar = bar(
                "bulkhead / its floor",
                new Runs().run(Subjects.FLOOR, "bulkhead", 1, 10.0, 0).run(Subjects.WOVEN, "bulkhead", 1, 15.0, 0));

        assertThat(bar.verdict()).isEqualTo("met");
        assertThat(bar.limitInWords()).isEqualTo("≤ 1.50×");
    }

    @Test
    void aMissedBarSaysByHowMuch() {
        Bar bar = bar(
                "bulkhead / its floor",
                new Runs().run(Subjects.FLOOR, "bulkhead", 1, 10.0, 0).run(Subjects.WOVEN, "bulkhead", 1, 18.0, 0));

        assertThat(bar.measuredInWords()).isEqualTo("1.80×");
        assertThat(bar.verdict()).isEqualTo("**missed** by 0.30×");
    }

    @Test
    void asFastAsTheFastestPeerIsNotFaster() {
        Bar bar = bar(
                "bulkhead / fastest peer",
                new Runs()
                        .run("peer.Failsafe", "bulkhead", 1, 90.0, 0)
                        .run("peer.JdkSemaphore", "bulkhead", 1, 15.0, 0)
                        .run(Subjects.WOVEN, "bulkhead", 1, 15.0, 0));

        assertThat(bar.met()).isFalse();
    }

    @Test
    void springIsNoPeerButHasItsOwnBar() {
        Runs runs = new Runs()
                .run(Subjects.SPRING_AOP, "bulkhead", 1, 200.0, 0)
                .run(Subjects.WOVEN, "bulkhead", 1, 30.0, 0);

        assertThat(bar("bulkhead / fastest peer", runs).verdict()).isEqualTo("not measured");
        assertThat(bar("bulkhead / Resilience4j's annotation", runs).verdict()).isEqualTo("**missed** by 0.05×");
    }

    @Test
    void aBreakerThatAlwaysLooksForSlowCallsStandsBesideOursWithThatRule() {
        Bar bar = bar(
                "circuit breaker, slow calls too / fastest peer",
                new Runs()
                        .run(Subjects.RESILIENCE4J, "breaker", 1, 80.0, 0)
                        .run("peer.Failsafe", "breaker", 1, 20.0, 0)
                        .run(Subjects.WOVEN, "breakerSlow", 1, 60.0, 0));

        assertThat(bar.measuredInWords()).isEqualTo("0.75×");
    }

    @Test
    void anAdaptiveLimitStandsBesideTheFastestOfThePeersAlgorithms() {
        Bar bar = bar(
                "adaptive limit / concurrency-limits' SimpleLimiter",
                new Runs()
                        .run(Subjects.CONCURRENCY_LIMITS, "adaptive", 1, 120.0, 48.0)
                        .run(Subjects.CONCURRENCY_LIMITS, "adaptiveAimd", 1, 100.0, 48.0)
                        .run(Subjects.CONCURRENCY_LIMITS, "fixed", 1, 80.0, 48.0)
                        .run(Subjects.WOVEN, "adaptive", 1, 71.0, 0));

        assertThat(bar.verdict()).isEqualTo("**missed** by 0.01×");
    }

    @Test
    void allocationOfAByteACallIsSeenAndJmhsOwnIsNot() {
        Runs clean = new Runs().run(Subjects.WOVEN, "stack", 1, 60.0, 0.01);
        Runs leaking = new Runs().run(Subjects.WOVEN, "stack", 1, 60.0, 16.0);
        String promise = "rate limit + breaker + bulkhead, bytes per call";

        assertThat(bar(promise, clean).verdict()).isEqualTo("met");
        assertThat(bar(promise, leaking).measuredInWords()).isEqualTo("16.00 B");
    }

    @Test
    void aSwitchedOffCallIsJudgedByTheNanosecondsItAdds() {
        Bar bar = bar(
                "switched off, above the plain call",
                new Runs().run(Subjects.PLAIN, "call", 1, 1.0, 0).run(Subjects.OFF, "call", 1, 2.25, 0));

        assertThat(bar.measuredInWords()).isEqualTo("1.25 ns");
        assertThat(bar.met()).isTrue();
    }

    @Test
    void theWholeIsHeldToItsFloorAndNoPeerHasIt() {
        Runs runs = new Runs().run(Subjects.FLOOR, "whole", 1, 80.0, 0).run(Subjects.WOVEN, "whole", 1, 100.0, 0);
        Results results = runs.results();

        assertThat(Bars.of(new Subjects(results), results.threads()))
                .filteredOn(bar -> bar.promise().startsWith(Policy.WHOLE.words))
                .extracting(Bar::promise, Bar::met)
                .containsExactly(
                        tuple(Policy.WHOLE.words + " / its floor", true),
                        tuple(Policy.WHOLE.words + ", bytes per call", true));
    }

    private static Bar bar(String promise, Runs runs) {
        Results results = runs.results();
        List<Bar> bars = Bars.of(new Subjects(results), results.threads());
        return bars.stream()
                .filter(bar -> bar.promise().equals(promise))
                .findFirst()
                .orElseThrow();
    }
}
