package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyOrderTest {

    private static final PolicyPlan RETRY = PolicyPlan.of(PolicyKind.RETRY, Map.of());
    private static final PolicyPlan BREAKER = PolicyPlan.of(PolicyKind.CIRCUIT_BREAKER, Map.of());
    private static final PolicyPlan RATE = PolicyPlan.of(PolicyKind.RATE_LIMITED, Map.of("permits", "1"));
    private static final PolicyPlan TIMEOUT = PolicyPlan.of(PolicyKind.TIMEOUT, Map.of("value", "1s"));
    private static final PolicyPlan BULKHEAD = PolicyPlan.of(PolicyKind.BULKHEAD, Map.of("max", "1"));

    @Test
    void everyPolicyHasOnePlaceAndAReason() {
        assertThat(PolicyOrder.rules()).extracting(PolicyOrder.Rule::kind).containsExactly(PolicyKind.values());
        assertThat(PolicyOrder.rules()).extracting(PolicyOrder.Rule::reason).noneMatch(String::isBlank);
    }

    @Test
    void aPlanIsSortedOutermostFirst() {
        assertThat(kinds(PolicyOrder.sort(plan(BULKHEAD, RATE, TIMEOUT, RETRY, BREAKER))))
                .containsExactly(
                        PolicyKind.RETRY,
                        PolicyKind.CIRCUIT_BREAKER,
                        PolicyKind.RATE_LIMITED,
                        PolicyKind.TIMEOUT,
                        PolicyKind.BULKHEAD);
    }

    @Test
    void namedPoliciesShareTheirPlacesAndOthersKeepTheirs() {
        PolicyOrder.Ordered ordered =
                PolicyOrder.apply(plan(RETRY, BREAKER, RATE, BULKHEAD), List.of("bulkhead", "circuit-breaker"));
        assertThat(kinds(ordered.plan()))
                .containsExactly(
                        PolicyKind.RETRY, PolicyKind.BULKHEAD, PolicyKind.RATE_LIMITED, PolicyKind.CIRCUIT_BREAKER);
        assertThat(ordered.warnings()).isEmpty();
    }

    @Test
    void retryInsideTheBreakerIsDoubtful() {
        assertThat(warnings(plan(RETRY, BREAKER), "circuit-breaker", "retry"))
                .containsExactly("retry inside circuit-breaker: the breaker sees one call for all its attempts.");
    }

    @Test
    void aTimeoutOutsideRetryIsDoubtful() {
        assertThat(warnings(plan(RETRY, TIMEOUT), "timeout", "retry"))
                .containsExactly("timeout outside retry: all attempts and pauses share one deadline.");
    }

    @Test
    void aFallbackStaysOutermost() {
        assertThat(warnings(plan(RETRY, RATE), "rate-limited", "fallback", "retry"))
                .containsExactly("fallback cannot stand inside rate-limited: it stays outermost.");
        assertThat(warnings(plan(RETRY, RATE), "fallback", "rate-limited", "retry"))
                .isEmpty();
    }

    @Test
    void unknownAndRepeatedWordsAreLeftOut() {
        assertThat(warnings(plan(RETRY, RATE), "rate-limited", "bulkhead", "rate-limited"))
                .containsExactly(
                        "bulkhead is not among this method's policies: it is left out.",
                        "rate-limited is named twice: its first place counts.");
    }

    private static List<String> warnings(MethodPlan plan, String... keys) {
        return PolicyOrder.apply(plan, Arrays.asList(keys)).warnings();
    }

    private static List<PolicyKind> kinds(MethodPlan plan) {
        return plan.policies().stream().map(PolicyPlan::kind).toList();
    }

    private static MethodPlan plan(PolicyPlan... policies) {
        return new MethodPlan("a.B", "m", "()V", List.of(policies), List.of(), "", false);
    }
}
