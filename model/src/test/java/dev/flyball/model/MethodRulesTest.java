package dev.flyball.model;

import static dev.flyball.model.Declared.annotation;
import static dev.flyball.model.Declared.constant;
import static dev.flyball.model.Declared.method;
import static dev.flyball.model.Declared.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies of one method that are sound alone and doubtful together. */
class MethodRulesTest {

    private static final DeclaredAnnotation TIMEOUT = annotation("Timeout", "value", "2s");

    @Test
    void aSlowCallThatHasTimedOutIsNeverSeen() {
        assertWarning(
                annotation("CircuitBreaker", "slowCallDuration", "2s"),
                "[slow-never-seen] @CircuitBreaker on Shop.a(): slowCallDuration = 2s is not below @Timeout = 2s: a "
                        + "longer call has timed out, which counts as failed. Fix: choose slowCallDuration below the "
                        + "timeout, or drop it");
        assertWarning(
                annotation("AdaptiveConcurrency", "algorithm", constant("AIMD"), "targetLatency", "3s"),
                "[slow-never-seen] @AdaptiveConcurrency on Shop.a(): targetLatency = 3s is not below @Timeout = 2s: a "
                        + "longer call has timed out, which counts as dropped. Fix: choose targetLatency below the "
                        + "timeout, or drop it");
        assertWarning(
                annotation(
                        "RateLimited", "permits", 5, "algorithm", constant("ADAPTIVE_WINDOW"), "targetLatency", "1m"),
                "[slow-never-seen] @RateLimited on Shop.a(): targetLatency = 1m is not below @Timeout = 2s: a longer "
                        + "call has timed out, which is in trouble anyway. Fix: choose targetLatency below the timeout, "
                        + "or drop it");
    }

    @Test
    void aCallThatWaitsAsLongAsItMayTakeNeverRuns() {
        assertWarning(
                annotation("Bulkhead", "max", 1, "maxWaiting", 1, "maxWait", "2s"),
                "[wait-beyond-timeout] @Bulkhead on Shop.a(): maxWait = 2s is not below @Timeout = 2s: a call that "
                        + "waits that long has timed out before it runs. Fix: choose maxWait well below the timeout");
    }

    @Test
    void aRetryThatIsOverByTheFirstTimeoutIsDoubtful() {
        assertWarning(
                annotation("Retry", "maxDuration", "2s"),
                "[retry-never-after-timeout] @Retry on Shop.a(): maxDuration = 2s is not longer than @Timeout = 2s: a "
                        + "call that timed out is never tried again. Fix: raise maxDuration above a few times the "
                        + "timeout, or shorten the timeout");
    }

    @Test
    void whatFitsIntoTheTimeoutIsNoProblem() {
        DeclaredType type = shop(method(
                "void a()",
                TIMEOUT,
                annotation("Retry"),
                annotation("CircuitBreaker", "slowCallDuration", "1999ms"),
                annotation("RateLimited", "permits", 5, "maxWait", "1m"),
                annotation("Bulkhead", "max", 1, "maxWaiting", 1, "maxWait", "1s")));
        assertThat(PlanReader.read(type).problems()).isEmpty();
    }

    @Test
    void aChosenOrderCounts() {
        DeclaredAnnotation breaker = annotation("CircuitBreaker", "slowCallDuration", "5s");
        DeclaredAnnotation rate = annotation("RateLimited", "permits", 5, "maxWait", "1m");
        MethodPlan plan = PlanReader.read(shop(method("void a()", TIMEOUT, breaker, rate)))
                .governed()
                .get(0)
                .plan();
        assertThat(doubts(plan)).containsExactly("slow-never-seen");
        assertThat(doubts(PolicyOrder.apply(plan, List.of("timeout", "rate-limited", "circuit-breaker"))
                        .plan()))
                .as("inside the timeout a breaker sees how long calls really take, and a wait counts")
                .containsExactly("wait-beyond-timeout");
    }

    @Test
    void aTimeoutOfAPlainFutureEndsWithTheMethod() {
        assertThat(PlanReader.read(shop(method("Future a()", TIMEOUT))).problems())
                .extracting(Problem::tag)
                .containsExactly("future-settles-early");
    }

    private static List<String> doubts(MethodPlan plan) {
        return MethodRules.check(plan).stream()
                .map(doubt -> doubt.finding().tag())
                .toList();
    }

    private static void assertWarning(DeclaredAnnotation other, String text) {
        DeclaredType type = shop(method("void a()", TIMEOUT, other));
        assertThat(PlanReader.read(type).problems())
                .extracting(Problem::severity, Problem::text)
                .containsExactly(tuple(Problem.Severity.WARNING, text));
        assertThat(PlanReader.read(type).governed()).hasSize(1);
    }
}
