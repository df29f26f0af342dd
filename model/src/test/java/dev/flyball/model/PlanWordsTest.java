package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanWordsTest {

    @Test
    void everyPolicyIsALineOutermostFirst() {
        MethodPlan plan = new MethodPlan(
                "a.B",
                "m",
                "()V",
                List.of(
                        PolicyPlan.of(PolicyKind.RETRY, Map.of()),
                        PolicyPlan.of(PolicyKind.CIRCUIT_BREAKER, Map.of()),
                        PolicyPlan.of(PolicyKind.RATE_LIMITED, Map.of("permits", "50")),
                        PolicyPlan.of(PolicyKind.BULKHEAD, Map.of("max", "8"))),
                List.of(0, 2),
                "park",
                false);
        assertThat(PlanWords.of(plan))
                .containsExactly(
                        "fallback: park stands in for a call refused or failed",
                        "retry: up to 3 attempts within 3m, pausing 100ms and twice as long each time, up to 10s,"
                                + " 100% random",
                        "circuit-breaker: opens for 10s when 50% of the last 100 calls failed, judged from 20 calls"
                                + " on; 5 probes decide",
                        "rate-limited: at most 50 calls per 1s, burst 50, for each value of parameter 0 and 2 (up to"
                                + " 10000 values)",
                        "bulkhead: at most 8 calls at the same time");
    }

    @Test
    void whatDiffersFromTheDefaultIsSaid() {
        assertThat(words(PolicyKind.RATE_LIMITED, "permits", "1", "burst", "5", "maxWait", "1s"))
                .isEqualTo("at most 1 call per 1s, burst 5, waiting up to 1s");
        assertThat(words(PolicyKind.RATE_LIMITED, "permits", "7", "algorithm", "SLIDING_WINDOW", "maxWait", "1s"))
                .isEqualTo("at most 7 calls in any 1s, waiting up to 1s");
        assertThat(words(PolicyKind.RATE_LIMITED, "permits", "7", "also", "100/1m/20,1000/1h"))
                .isEqualTo(
                        "at most 7 calls per 1s, burst 7, and 100 calls per 1m, burst 20, and 1000 calls per 1h, burst"
                                + " 1000");
        assertThat(words(PolicyKind.RATE_LIMITED, "permits", "7", "warmUp", "30s"))
                .isEqualTo("at most 7 calls per 1s, one by one, after a warm-up of 30s");
        assertThat(words(
                        PolicyKind.RATE_LIMITED,
                        "permits",
                        "7",
                        "algorithm",
                        "ADAPTIVE_WINDOW",
                        "targetLatency",
                        "2s",
                        "overloadOn",
                        "com.acme.Busy"))
                .isEqualTo("at most 7 calls in any 1s, down to 1 when calls fail for overload or take longer than 2s;"
                        + " overload is also Busy");
        assertThat(words(
                        PolicyKind.CIRCUIT_BREAKER,
                        "slowCallDuration",
                        "2s",
                        "slowCallRate",
                        "0.125",
                        "openForFactor",
                        "2",
                        "probes",
                        "1",
                        "recordOn",
                        "java.io.IOException",
                        "ignoreOn",
                        "a.B,c.D$E"))
                .isEqualTo("opens for 10s, each time 2 times longer up to 5m when 50% of the last 100 calls failed or"
                        + " 12.5% took longer than 2s, judged from 20 calls on; 1 probe decides; counts IOException;"
                        + " ignores B, E");
        assertThat(words(PolicyKind.BULKHEAD, "max", "1", "maxWaiting", "9", "maxWait", "1s"))
                .isEqualTo("at most 1 call at the same time, 9 more waiting up to 1s");
        assertThat(words(PolicyKind.ADAPTIVE_CONCURRENCY, "max", "200"))
                .isEqualTo("as many calls at the same time as measured latency allows, from 1 to 200, by GRADIENT");
        assertThat(words(
                        PolicyKind.ADAPTIVE_CONCURRENCY,
                        "algorithm",
                        "PID",
                        "targetLatency",
                        "80ms",
                        "maxWaiting",
                        "9",
                        "maxWait",
                        "1s",
                        "overloadOn",
                        "a.Busy"))
                .isEqualTo("as many calls at the same time as measured latency allows, from 1 to 1000, by PID, to stay"
                        + " below 80ms, 9 more waiting up to 1s; overload is also Busy");
        assertThat(words(PolicyKind.RETRY, "backoff", "LINEAR", "retryOn", "", "abortOn", "a.B", "jitter", "0"))
                .isEqualTo(
                        "up to 3 attempts within 3m, pausing 100ms and as much longer each time, up to 10s, 0% random;"
                                + " on nothing; not on B");
        assertThat(words(PolicyKind.CIRCUIT_BREAKER, "window", "10s", "memoryThreshold", "0.85"))
                .isEqualTo(
                        "opens for 10s when 50% of the calls of the last 10s failed, judged from 20 calls on; 5 probes"
                                + " decide; also while live heap is at 85% of its maximum or more");
        assertThat(words(PolicyKind.CIRCUIT_BREAKER, "memoryThreshold", "2GB"))
                .isEqualTo("opens for 10s when 50% of the last 100 calls failed, judged from 20 calls on; 5 probes"
                        + " decide; also while live heap is at 2GB or more");
        assertThat(words(PolicyKind.TIMEOUT, "value", "2s"))
                .isEqualTo("ends after 2s, interrupting the thread that runs it");
        assertThat(words(PolicyKind.TIMEOUT, "value", "2s", "interrupt", "false"))
                .isEqualTo("ends after 2s, interrupting nobody");
        assertThat(words(PolicyKind.DEGRADABLE)).isEqualTo("gives calls up while pressure is HIGH or higher");
        assertThat(words(PolicyKind.DEGRADABLE, "priority", "LOW"))
                .isEqualTo("gives calls up while pressure is ELEVATED or higher (HIGH, priority LOW)");
        assertThat(words(PolicyKind.DEGRADABLE, "at", "CRITICAL", "ramp", "true"))
                .isEqualTo("gives a share of calls up that grows with the pressure from about CRITICAL on, priority"
                        + " NORMAL");
        assertThat(words(PolicyKind.POOLED)).isEqualTo("pool default, priority NORMAL, timeout off");
    }

    private static String words(PolicyKind kind, String... attributes) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(attributes[i], attributes[i + 1]);
        }
        return PlanWords.of(PolicyPlan.of(kind, values));
    }
}
