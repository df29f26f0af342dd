package dev.flyball.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Numbers plain = measured(40);
    private final Numbers better = measured(10);
    private final Numbers worse = measured(30);

    @Test
    void aRunThatFulfilsTheCriterionIsBetter() {
        Report report = new Report(List.of(row(Row.Governs.EVERYWHERE)), runs(plain, better, better));

        assertThat(report.objections()).isEmpty();
        assertThat(report.toString()).isEqualTo("""
                        policy           │ what goes wrong       │ plain                │ with -javaagent      │ generated wrappers
                        ─────────────────┼───────────────────────┼──────────────────────┼──────────────────────┼─────────────────────
                        @Retry           │ errors                │ 40 errors            │ 10 errors            │ 10 errors
                                         │                       │ p50 1 p99 2 ms       │ p50 1 p99 2 ms       │ p50 1 p99 2 ms
                                         │                       │ goodput 7/s          │ goodput 7/s          │ goodput 7/s
                                         │                       │                      │ ✔ better             │ ✔ better
                        """);
    }

    @Test
    void eachRunThatFallsShortIsNamedWithItsNumbers() {
        Report report = new Report(List.of(row(Row.Governs.EVERYWHERE)), runs(plain, better, worse));

        assertThat(report.objections()).containsExactly("@Retry, generated wrappers: errors is 30, must be at most 20");
        assertThat(report.toString()).contains("✘ NOT better");
    }

    @Test
    void wrappersAreNotJudgedWhereTheyCannotGovern() {
        Report report = new Report(List.of(row(Row.Governs.AGENT_ONLY)), runs(plain, better, plain));

        assertThat(report.objections()).isEmpty();
        assertThat(report.toString()).contains("– agent only");
    }

    @Test
    void theAgentIsJudgedThereNonetheless() {
        Report report = new Report(List.of(row(Row.Governs.AGENT_ONLY)), runs(plain, worse, plain));

        assertThat(report.objections()).containsExactly("@Retry, with -javaagent: errors is 30, must be at most 20");
    }

    private static Row row(Row.Governs governs) {
        return new Row(
                "@Retry",
                "errors",
                "users",
                run -> Math.round(run.get("errors")) + " errors",
                (before, after) -> new Objections()
                        .atMost("errors", after.get("errors"), before.get("errors") / 2)
                        .sentences(),
                governs);
    }

    private static Map<String, Numbers> runs(Numbers plain, Numbers agent, Numbers wrappers) {
        Map<String, Numbers> runs = new LinkedHashMap<>();
        runs.put("plain", plain);
        runs.put("agent", agent);
        runs.put("wrappers", wrappers);
        return runs;
    }

    private static Numbers measured(double errors) {
        Numbers numbers = new Numbers();
        numbers.put("errors", errors);
        numbers.put("users.p50", 1);
        numbers.put("users.p99", 2);
        numbers.put("users.goodput", 7);
        return numbers;
    }
}
