package dev.flyball.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSpecTest {

    private static final AlertRule RULE = AlertRule.above("queue", () -> 1, 1);

    @ParameterizedTest
    @CsvSource({
        "pressure-elevated,   pressure,    1,    INFO,     10",
        "pressure-high,       pressure,    2,    WARNING,  5",
        "pressure-critical,   pressure,    3,    ERROR,    3",
        "pressure-emergency,  pressure,    4,    CRITICAL, 2",
        "memory-high,         memory,      0.75, WARNING,  5",
        "memory-critical,     memory,      0.85, ERROR,    5",
        "cpu-high,            cpu,         0.75, WARNING,  5",
        "cpu-critical,        cpu,         0.85, ERROR,    5",
        "breaker-open,        breaker,     1,    WARNING,  5",
        "breakers-open,       breakers,    2,    ERROR,    5",
        "degradation-started, degradation, 1,    INFO,     10",
        "flapping,            flapping,    13,   WARNING,  10"
    })
    void theRulesAreThoseOfTheTable(String name, String subject, double threshold, Severity severity, int minutes) {
        AlertRule rule = AlertSpec.DEFAULT.rule(name).orElseThrow();
        assertThat(rule)
                .isEqualTo(AlertRule.reported(name, subject, threshold)
                        .withSeverity(severity)
                        .withEvery(Duration.ofMinutes(minutes)));
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.channels()).isEmpty();
        assertThat(rule.lasting()).isZero();
        assertThat(rule.keepFiringFor()).isZero();
    }

    @Test
    void thereAreNoOtherRules() {
        assertThat(AlertSpec.DEFAULT.rules()).hasSize(12);
        assertThat(AlertSpec.DEFAULT.channels()).containsExactly("log");
        assertThat(AlertSpec.DEFAULT.rule("queue")).isEmpty();
    }

    @Test
    void aRuleTakesThePlaceOfItsNamesake() {
        AlertSpec spec = AlertSpec.DEFAULT.withRule(RULE).withRule(RULE.withThreshold(7));
        assertThat(spec.rules()).hasSize(13);
        assertThat(spec.rule("queue").orElseThrow().threshold()).isEqualTo(7);
    }

    @Test
    void aRulesNumbersAreChecked() {
        assertThatThrownBy(() -> RULE.withEvery(Duration.ofMillis(10)))
                .hasMessage("[alert-rule] rule \"queue\": every is PT0.01S; it must be 1s to 30 days");
        assertThatThrownBy(() -> RULE.withFor(Duration.ofSeconds(-1))).hasMessageContaining("for is PT-1S");
        assertThatThrownBy(() -> RULE.withKeepFiringFor(Duration.ofDays(31)))
                .hasMessageContaining("keep-firing-for is PT744H");
        assertThatThrownBy(() -> RULE.withThreshold(Double.NaN)).hasMessageContaining("threshold is NaN");
        assertThatThrownBy(() -> RULE.withChannels(List.of("LOG"))).hasMessageContaining("channels is LOG");
        assertThatThrownBy(() -> AlertRule.above("My queue", () -> 1, 1)).hasMessageContaining("name is My queue");
        assertThatThrownBy(() -> AlertRule.on("refused", dev.flyball.runtime.observe.Event.class, event -> true)
                        .withFor(Duration.ofSeconds(1)))
                .hasMessageContaining("for is PT1S; it must be 0s, as an event is over at once");
    }

    @Test
    void theSpecificationIsChecked() {
        assertThatThrownBy(() -> AlertSpec.DEFAULT.withChannels(List.of("log", "webhook")))
                .hasMessage("[alert-spec] alerts: the channel webhook has no address; set alerts.webhook.url or take"
                        + " webhook out of the channels");
        assertThatThrownBy(() -> AlertSpec.DEFAULT.withRule(RULE.withChannels(List.of("webhook"))))
                .hasMessageContaining("has no address");
        assertThatThrownBy(() -> AlertSpec.DEFAULT.withSample(Duration.ZERO)).hasMessageContaining("sample is PT0S");
        assertThatThrownBy(() -> AlertSpec.DEFAULT.withChannels(List.of("Log"))).hasMessageContaining("channels has");
        assertThatThrownBy(() -> new AlertSpec(true, List.of(), List.of(RULE, RULE), null, Duration.ofSeconds(1)))
                .hasMessageContaining("two rules are called queue");
    }

    @Test
    void aUrlIsCheckedAndNeverRepeated() {
        assertThatThrownBy(() -> WebhookSpec.of("ftp://alerts.example.com/t0p"))
                .hasMessage("[alert-webhook] webhook: url must begin with http:// or https://");
        assertThatThrownBy(() -> WebhookSpec.of("https://alerts example.com/t0p"))
                .hasMessage(
                        "[alert-url] webhook: url is no URL: Illegal character in authority at character 8; write one"
                                + " such as https://alerts.example.com/flyball");
        assertThatThrownBy(() -> WebhookSpec.of("/t0p")).hasMessageNotContaining("t0p");
        assertThatThrownBy(() -> WebhookSpec.of("https:///t0p")).hasMessageNotContaining("t0p");
        assertThatThrownBy(() -> WebhookSpec.of("https://me:t0p@example.com/"))
                .hasMessageContaining("must not carry a user and password")
                .hasMessageNotContaining("t0p");
        assertThatThrownBy(() -> WebhookSpec.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumbersOfAWebhookAreChecked() {
        WebhookSpec spec = WebhookSpec.of("https://alerts.example.com/t0p");
        assertThatThrownBy(() -> spec.withTries(6)).hasMessageContaining("tries is 6; it must be 1 to 5");
        assertThatThrownBy(() -> spec.withTimeout(Duration.ZERO)).hasMessageContaining("timeout is PT0S");
        assertThatThrownBy(() -> spec.withConnect(Duration.ofHours(1))).hasMessageContaining("connect is PT1H");
        assertThatThrownBy(() -> spec.withSecret(" ")).hasMessageContaining("secret is empty");
    }

    @Test
    void neitherSecretNorUrlIsPrinted() {
        WebhookSpec spec =
                WebhookSpec.of("https://alerts.example.com:8443/t0p?key=t0p").withSecret("s3cret");
        assertThat(spec)
                .hasToString(
                        "WebhookSpec[url=https://alerts.example.com:8443/***, secret=***, connect=PT5S, timeout=PT10S,"
                                + " tries=5]");
        assertThat(AlertSpec.DEFAULT.withWebhook(spec).toString()).doesNotContain("t0p", "s3cret");
    }
}
