package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attribute makes of the text that configuration holds. */
class AttributeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate-limited    | permits            | 007             | 7",
                "rate-limited    | per                | 60 seconds      | 1m",
                "rate-limited    | algorithm          | token-bucket    | TOKEN_BUCKET",
                "circuit-breaker | failure-rate       | 0.50            | 0.5",
                "circuit-breaker | failureRate        | 1.0             | 1",
                "circuit-breaker | window             | 50              | 50",
                "circuit-breaker | window             | 60s             | 1m",
                "circuit-breaker | open-for-factor    | 1.5             | 1.5",
                "circuit-breaker | memory-threshold   | 0.90            | 0.9",
                "circuit-breaker | memory-threshold   | 2048 MiB        | 2GiB",
                "circuit-breaker | slow-call-duration | ''              | ''",
                "circuit-breaker | record-on          | 'a.B , c.D$E'   | a.B,c.D$E",
                "circuit-breaker | ignore-on          | ''              | ''",
                "timeout         | interrupt          | TRUE            | true",
                "supervised      | order              | -3              | -3",
            })
    void aLegalTextHasOneCanonicalForm(String policy, String name, String text, String canonical) {
        assertThat(attribute(policy, name).parse(text)).isEqualTo(new Parsed.Value(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate-limited    | permits     | 1.5   | bad-number   | is no whole number | write digits only, such"
                        + " as 10",
                "rate-limited    | permits     | many  | bad-number   | is no whole number | write digits only, such"
                        + " as 10",
                "rate-limited    | permits     | 3000000000 | out-of-range | must be at most 2147483647"
                        + " | choose a smaller value",
                "rate-limited    | per         | 400d  | out-of-range"
                        + " | must be above 0s and at most 366d | choose a value above 0s and at most 366d",
                "rate-limited    | algorithm   | fast  | bad-choice   | is not one of its words"
                        + " | write TOKEN_BUCKET, SLIDING_WINDOW or ADAPTIVE_WINDOW",
                "circuit-breaker | failureRate | 50%   | bad-number   | is no number"
                        + " | write a share from 0 to 1, such as 0.5 for 50%",
                "circuit-breaker | openForFactor | two | bad-number   | is no number | write a number, such as 1.5",
                "circuit-breaker | recordOn    | a.B,,c | bad-class   | is no list of class names"
                        + " | write full names with commas between them, such as java.io.IOException",
                "circuit-breaker | window      | 0s    | out-of-range"
                        + " | must be from 10ms to 1d as a span of time | choose a span from 10ms to 1d",
                "circuit-breaker | window      | 2d    | out-of-range"
                        + " | must be from 10ms to 1d as a span of time | choose a span from 10ms to 1d",
                "circuit-breaker | memoryThreshold | 0  | out-of-range"
                        + " | must be above 0 and at most 1 | choose a value above 0 and at most 1",
                "circuit-breaker | memoryThreshold | 512 | out-of-range | must be above 0 and at most 1 as a share"
                        + " | choose a value above 0 and at most 1, or add a unit, such as \"512MiB\"",
                "timeout         | value       | 0ms   | out-of-range"
                        + " | must be above 0s and at most 366d | choose a value above 0s and at most 366d",
                "degradable      | at          | NORMAL | bad-choice   | is not one of its words"
                        + " | write ELEVATED, HIGH, CRITICAL or EMERGENCY",
                "timeout         | interrupt   | yes   | bad-choice   | is not one of its words | write true or false",
            })
    void anIllegalTextIsAnsweredWithTheFormsThatAreLegal(
            String policy, String name, String text, String tag, String complaint, String fix) {
        assertThat(attribute(policy, name).parse(text)).isEqualTo(new Parsed.Wrong(tag, complaint, fix));
    }

    @Test
    void onlyWhatBelongsToTheCodeIsNotConfigurable() {
        assertThat(Vocabulary.policy(PolicyKind.BULKHEAD).attributes())
                .filteredOn(attribute -> !attribute.configurable())
                .extracting(Attribute::name)
                .containsExactly("name", "fallback");
    }

    @Test
    void whatIsBuiltStandsInTheTable() {
        assertThat(Vocabulary.policies().stream()
                        .filter(entry -> entry.notBuilt().isEmpty())
                        .map(PolicyEntry::kind))
                .containsExactly(
                        PolicyKind.DEGRADABLE,
                        PolicyKind.RETRY,
                        PolicyKind.CIRCUIT_BREAKER,
                        PolicyKind.RATE_LIMITED,
                        PolicyKind.TIMEOUT,
                        PolicyKind.BULKHEAD,
                        PolicyKind.ADAPTIVE_CONCURRENCY);
    }

    /** HOCON's rules: MB counts in powers of 1000, MiB and the bare letter in powers of 1024. */
    @Test
    void aThresholdOfMemoryIsAShareOrASize() {
        Attribute threshold = attribute("circuit-breaker", "memoryThreshold");
        assertThat(threshold.parse("0.90")).isEqualTo(new Parsed.Value("0.9"));
        assertThat(threshold.parse("1")).isEqualTo(new Parsed.Value("1"));
        assertThat(threshold.parse("512MB")).isEqualTo(new Parsed.Value("512MB"));
        assertThat(threshold.parse("512 MiB")).isEqualTo(new Parsed.Value("512MiB"));
        assertThat(threshold.parse("2048M")).isEqualTo(new Parsed.Value("2GiB"));
        PolicyPlan breaker = PolicyPlan.of(PolicyKind.CIRCUIT_BREAKER, Map.of("name", "pay"));
        assertThat(breaker.with("memoryThreshold", "512MB").size("memoryThreshold"))
                .isEqualTo(512_000_000);
        assertThat(breaker.with("memoryThreshold", "512MiB").size("memoryThreshold"))
                .isEqualTo(536_870_912);
    }

    @Test
    void aPlanAnswersInTheTypesOfItsAttributes() {
        PolicyPlan breaker = PolicyPlan.of(
                PolicyKind.CIRCUIT_BREAKER,
                Map.of("name", "pay", "openFor", "250ms", "failureRate", "0.4", "ignoreOn", "a.B,c.D"));
        assertThat(breaker.name()).isEqualTo("pay");
        assertThat(breaker.duration("openFor")).isEqualTo(250_000_000);
        assertThat(breaker.ratio("failureRate")).isEqualTo(0.4);
        assertThat(breaker.count("probes")).isEqualTo(5);
        assertThat(breaker.windowCalls()).hasValue(100);
        assertThat(breaker.with("window", "10s").windowCalls()).isEmpty();
        assertThat(breaker.with("window", "10s").duration("window")).isEqualTo(10_000_000_000L);
        assertThat(breaker.with("memoryThreshold", "0.85").share("memoryThreshold"))
                .hasValue(0.85);
        PolicyPlan sized = breaker.with("memoryThreshold", "2048 MB");
        assertThat(sized.share("memoryThreshold")).isEmpty();
        assertThat(sized.size("memoryThreshold")).isEqualTo(2_048_000_000L);
        assertThat(breaker.isSet("slowCallDuration")).isFalse();
        assertThat(breaker.classes("ignoreOn")).containsExactly("a.B", "c.D");
        assertThat(breaker.with("ignoreOn", "").classes("ignoreOn")).isEmpty();
        assertThat(PolicyPlan.of(PolicyKind.TIMEOUT, Map.of("value", "1s")).flag("interrupt"))
                .isTrue();
    }

    @Test
    void aPlanRefusesWhatTheTableDoesNotAllow() {
        assertThatThrownBy(() -> PolicyPlan.of(PolicyKind.BULKHEAD, Map.of())).hasMessage("bulkhead needs max");
        assertThatThrownBy(() -> PolicyPlan.of(PolicyKind.BULKHEAD, Map.of("max", "0")))
                .hasMessage("bulkhead: max = \"0\" must be at least 1; choose a value of at least 1");
        assertThatThrownBy(() -> PolicyPlan.of(PolicyKind.BULKHEAD, Map.of("max", "1", "min", "1")))
                .hasMessage("bulkhead has no attribute min");
        assertThatThrownBy(() ->
                        PolicyPlan.of(PolicyKind.BULKHEAD, Map.of("max", "1")).attribute("fallback"))
                .hasMessage("bulkhead has no attribute fallback");
    }

    @Test
    void aSlipOrAnotherOrderOfWordsIsRecognised() {
        List<String> keys = List.of("failure-rate", "window", "open-for", "open-for-max", "max-wait");
        assertThat(DidYouMean.among(keys, "failure-rat")).containsExactly("failure-rate");
        assertThat(DidYouMean.among(keys, "rate-failure")).containsExactly("failure-rate");
        assertThat(DidYouMean.among(keys, "wnidow")).containsExactly("window");
        assertThat(DidYouMean.among(keys, "maxWait")).containsExactly("max-wait");
        assertThat(DidYouMean.among(keys, "open-four")).containsExactly("open-for");
        assertThat(DidYouMean.among(keys, "colour")).isEmpty();
        assertThat(DidYouMean.among(List.of("a", "b", "ab"), "c")).containsExactly("a", "b");
    }

    private static Attribute attribute(String policy, String name) {
        return Vocabulary.policy(policy).orElseThrow().attribute(name).orElseThrow();
    }
}
