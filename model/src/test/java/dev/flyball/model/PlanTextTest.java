package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static final PolicyPlan RATE =
            PolicyPlan.of(PolicyKind.RATE_LIMITED, Map.of("name", "shop", "permits", "50", "maxWait", "0.1s"));

    @Test
    void aLineShowsEveryNumber() {
        PolicyPlan retry = PolicyPlan.of(PolicyKind.RETRY, Map.of("name", "a.B.c", "retryOn", "a.X,b.Y$Z"));
        assertThat(PlanText.write(plan(List.of(retry, RATE), List.of(0, 2), "queue", true)))
                .isEqualTo("v1 stage key=0,2 fallback=queue"
                        + " retry(name=a.B.c max-attempts=3 delay=100ms backoff=EXPONENTIAL max-delay=10s"
                        + " max-duration=3m jitter=1 retry-on=a.X,b.Y$Z abort-on=\"\")"
                        + " rate-limited(name=shop permits=50 per=1s burst=0 algorithm=TOKEN_BUCKET min-permits=1"
                        + " target-latency=\"\" overload-on=\"\" max-wait=100ms warm-up=0s max-keys=10000 also=\"\""
                        + " inherit=PROPORTIONALLY)");
    }

    @Test
    void aPlanWithoutFactsIsItsPolicies() {
        assertThat(PlanText.write(plan(List.of(), List.of(), "", false))).isEqualTo("v1");
    }

    @Test
    void awkwardTextIsQuotedAndEscaped() {
        MethodPlan plan = plan(List.of(RATE), List.of(), "a \"b\" \\ü\n)", false);
        String line = PlanText.write(plan);
        assertThat(line).startsWith("v1 fallback=\"a \\\"b\\\" \\\\\\u00fc\\u000a)\" rate-limited(");
        assertThat(PlanText.read("a.B", "m", "()V", line)).isEqualTo(plan);
    }

    @Test
    void anyPlanComesBackFromItsLine() {
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            MethodPlan plan = random(random);
            String line = PlanText.write(plan);
            assertThat(line).matches("[ -~]*");
            assertThat(PlanText.read(plan.owner(), plan.name(), plan.descriptor(), line))
                    .isEqualTo(plan);
        }
    }

    @Test
    void aLineOfAnotherVersionOrADamagedOneIsRefused() {
        assertThatThrownBy(() -> PlanText.read("a.B", "m", "()V", "v2 retry()"))
                .hasMessage("[bad-plan-line] expected v1 at 0 of: v2 retry()");
        for (String line :
                List.of("v1 retry(", "v1 retry(x=1)", "v1 key=", "v1 tractor(a=1)", "v1 fallback=\"a", "v1x")) {
            assertThatThrownBy(() -> PlanText.read("a.B", "m", "()V", line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("[bad-plan-line]");
        }
    }

    private static MethodPlan random(Random random) {
        List<PolicyPlan> policies = new ArrayList<>();
        for (PolicyEntry entry : Vocabulary.policies()) {
            if (random.nextBoolean()) {
                Map<String, String> values = new java.util.LinkedHashMap<>();
                entry.attributes().stream()
                        .filter(attribute -> !attribute.name().equals("fallback"))
                        .forEach(attribute -> values.put(attribute.name(), text(random)));
                policies.add(new PolicyPlan(entry.kind(), values));
            }
        }
        List<Integer> keys = random.ints(random.nextInt(3), 0, 9).boxed().toList();
        return plan(policies, keys, random.nextBoolean() ? "" : text(random), random.nextBoolean());
    }

    private static String text(Random random) {
        String alphabet = "aZ09_-.,$ \"\\()=\t\u00e9\ud83d\ude00";
        return random.ints(random.nextInt(6), 0, alphabet.length())
                .mapToObj(at -> alphabet.substring(at, at + 1))
                .reduce("", String::concat);
    }

    private static MethodPlan plan(List<PolicyPlan> policies, List<Integer> keys, String fallback, boolean stage) {
        return new MethodPlan("a.B", "m", "()V", policies, keys, fallback, stage);
    }
}
