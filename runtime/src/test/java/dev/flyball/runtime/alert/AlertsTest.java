package dev.flyball.runtime.alert;

import static dev.flyball.runtime.pressure.PressureLevel.CRITICAL;
import static dev.flyball.runtime.pressure.PressureLevel.ELEVATED;
import static dev.flyball.runtime.pressure.PressureLevel.EMERGENCY;
import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static dev.flyball.runtime.pressure.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.Event.Rejected;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {

    private final Desk desk = new Desk(AlertSpec.DEFAULT);
    private double number;

    private List<String> pressure(PressureLevel level) {
        return texts(desk.alerts.process(PressureEvent.of("resources", level, level.from(), "live heap")));
    }

    private static List<String> texts(List<Alert> alerts) {
        return alerts.stream().map(Alert::text).toList();
    }

    private void breaker(String name, String to) {
        desk.alerts.emit(new BreakerTransition(name, "any", to, "auto"));
    }

    private void minutes(int minutes) {
        desk.clock.advance(Duration.ofMinutes(minutes));
    }

    private void seconds(int seconds) {
        desk.clock.advance(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "ELEVATED, pressure-elevated, INFO, 10",
        "HIGH, pressure-high, WARNING, 5",
        "CRITICAL, pressure-critical, ERROR, 3",
        "EMERGENCY, pressure-emergency, CRITICAL, 2"
    })
    void aLevelIsToldOnceAndAgainAfterItsIntervalIfItStillHolds(
            PressureLevel level, String rule, Severity severity, int every) {
        List<Alert> first = desk.alerts.process(PressureEvent.of("resources", level, 0.9, "live heap"));
        assertThat(first).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo(rule);
            assertThat(alert.severity()).isEqualTo(severity);
            assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
            assertThat(alert.suppressed()).isZero();
            assertThat(alert.message()).isEqualTo("pressure of resources is " + level + " at 90 %: live heap");
        });
        desk.log.clear();
        for (int i = 0; i < 7; i++) {
            assertThat(pressure(level)).isEmpty();
        }
        desk.clock.advance(Duration.ofMinutes(every).minusNanos(1));
        assertThat(desk.log).isEmpty();
        desk.clock.advance(1);
        assertThat(desk.log).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo(rule);
            assertThat(alert.suppressed()).isEqualTo(7);
        });
        pressure(NORMAL);
        desk.log.clear();
        minutes(60);
        assertThat(desk.log).isEmpty();
        assertThat(desk.alarm.pending()).isZero();
    }

    @Test
    void aStepUpWaitsForNoIntervalAndEveryStepThatSpokeSaysWhenItIsOver() {
        assertThat(pressure(ELEVATED)).hasSize(1);
        assertThat(pressure(HIGH)).hasSize(1);
        assertThat(pressure(EMERGENCY)).hasSize(1);
        seconds(15);
        assertThat(pressure(NORMAL))
                .containsExactly(
                        "RESOLVED CRITICAL pressure-emergency resources: over after 15s: pressure of resources is NORMAL"
                                + " at 0 %: live heap",
                        "RESOLVED WARNING pressure-high resources: over after 15s: pressure of resources is NORMAL at 0"
                                + " %: live heap",
                        "RESOLVED INFO pressure-elevated resources: over after 15s: pressure of resources is NORMAL at 0"
                                + " %: live heap");
    }

    @Test
    void aStepDownIsToldByTheEndOfTheWorseAndSpeaksItselfOnlyIfItLasts() {
        pressure(EMERGENCY);
        desk.logged();
        pressure(HIGH);
        assertThat(desk.logged())
                .containsExactly("RESOLVED CRITICAL pressure-emergency resources: over after 0s: pressure of resources"
                        + " is HIGH at 75 %: live heap");
        minutes(5);
        assertThat(desk.logged())
                .containsExactly("FIRING WARNING pressure-high resources: pressure of resources is HIGH at 75 %: live"
                        + " heap (and 1 more reports since the last message)");
    }

    @Test
    void aMilderStepAfterAnIncidentIsToldAtOnce() {
        pressure(EMERGENCY);
        pressure(NORMAL);
        assertThat(pressure(HIGH)).hasSize(1);
    }

    @Test
    void theSameStepWithinItsIntervalIsNotToldAgainNorIsItsEnd() {
        pressure(HIGH);
        pressure(NORMAL);
        desk.logged();
        pressure(HIGH);
        pressure(NORMAL);
        minutes(10);
        assertThat(desk.logged()).isEmpty();
        assertThat(pressure(HIGH))
                .containsExactly("FIRING WARNING pressure-high resources: pressure of resources is HIGH at 75 %: live"
                        + " heap (and 1 more reports since the last message)");
    }

    @Test
    void memoryAndCpuHaveTheirOwnRules() {
        assertThat(texts(desk.alerts.process(new PressureEvent("resources", CRITICAL, 0.9, 0.9, 0.76, "live heap"))))
                .containsExactly(
                        "FIRING ERROR pressure-critical resources: pressure of resources is CRITICAL at 90 %: live heap",
                        "FIRING ERROR memory-critical resources: memory of resources is at 90 %: live heap",
                        "FIRING WARNING cpu-high resources: cpu of resources is at 76 %: live heap");
        assertThat(desk.log.get(0).numbers())
                .containsEntry("memory", 0.9)
                .containsEntry("cpu", 0.76)
                .containsEntry("pressure", 0.9);
    }

    @Test
    void aBreakerThatOpensIsAWarningAndTwoAreAnError() {
        breaker("payments", "open");
        breaker("payments", "half_open");
        breaker("payments", "open");
        breaker("stock", "open");
        assertThat(desk.logged())
                .containsExactly(
                        "FIRING WARNING breaker-open payments: circuit breaker \"payments\" is open (auto)",
                        "FIRING WARNING breaker-open stock: circuit breaker \"stock\" is open (auto)",
                        "FIRING ERROR breakers-open process: 2 circuit breakers are open: payments, stock");
        seconds(75);
        breaker("payments", "half_open");
        breaker("payments", "closed");
        assertThat(desk.logged())
                .containsExactly(
                        "RESOLVED WARNING breaker-open payments: over after 75s: circuit breaker \"payments\" is closed"
                                + " (auto) (and 1 more reports since the last message)",
                        "RESOLVED ERROR breakers-open process: over after 75s: 1 circuit breaker is open: stock");
    }

    @Test
    void breakersByTheDozenAreNamedInPart() {
        for (char name = 'a'; name < 'i'; name++) {
            breaker("" + name, "open");
        }
        desk.logged();
        minutes(5);
        assertThat(desk.logged())
                .contains(
                        "FIRING ERROR breakers-open process: 8 circuit breakers are open: a, b, c, d, e and 3 more (and"
                                + " 6 more reports since the last message)");
    }

    @Test
    void whatAControllerOfMemoryDoesToTheProcessIsNotToldTwice() {
        LevelChanged process = new LevelChanged("process", "NORMAL", "HIGH", 0.8, "memory: 80 % of the heap were live");
        desk.alerts.emit(process);
        assertThat(pressure(HIGH)).hasSize(1);
        desk.alerts.emit(process);
        assertThat(desk.logged())
                .containsExactly("FIRING WARNING pressure-high resources: pressure of resources is HIGH at 75 %: live"
                        + " heap");
    }

    @Test
    void aRuleOfTheProgramsMayListenForTheLevelOfTheProcess() {
        desk.alerts.add(AlertRule.on(
                "process-pressed",
                LevelChanged.class,
                event -> event.name().equals("process")
                        && PressureLevel.valueOf(event.to()).atLeast(HIGH)));
        desk.alerts.emit(new LevelChanged("process", "NORMAL", "HIGH", 0.8, "bulkhead.stock: 3 of 4 waiting"));
        desk.alerts.emit(new LevelChanged("bulkhead.stock", "NORMAL", "EMERGENCY", 1, "4 of 4 waiting"));
        assertThat(desk.logged())
                .containsExactly("FIRING WARNING process-pressed process: LevelChanged[name=process, from=NORMAL,"
                        + " to=HIGH, pressure=0.8, reason=bulkhead.stock: 3 of 4 waiting]");
    }

    @Test
    void degradationIsToldWhenItStarts() {
        desk.alerts.degradation("thumbnails", true, "pressure is HIGH");
        desk.alerts.degradation("thumbnails", false, "pressure is NORMAL");
        assertThat(desk.logged())
                .containsExactly(
                        "FIRING INFO degradation-started thumbnails: thumbnails is degraded: pressure is HIGH",
                        "RESOLVED INFO degradation-started thumbnails: over after 0s: thumbnails is done in full:"
                                + " pressure is NORMAL");
    }

    @Test
    void aLevelThatChangesMoreThanTwelveTimesAMinuteFlaps() {
        for (int i = 0; i < 13; i++) {
            pressure(i % 2 == 0 ? HIGH : ELEVATED);
            seconds(4);
        }
        assertThat(desk.logged())
                .contains("FIRING WARNING flapping resources: the level of resources changed 13 times within a minute");
        seconds(8);
        assertThat(desk.logged())
                .containsExactly(
                        "RESOLVED WARNING flapping resources: over after 12s: the level of resources changed 12"
                                + " times within a minute");
    }

    @Test
    void aConditionMustLastAndMustBeAwayForAWhile() {
        desk.alerts.add(AlertRule.above("queue", () -> number, 100)
                .withFor(Duration.ofSeconds(30))
                .withKeepFiringFor(Duration.ofSeconds(20)));
        number = 150;
        seconds(29);
        number = 50;
        seconds(5);
        number = 160;
        seconds(30);
        assertThat(desk.logged()).isEmpty();
        seconds(1);
        assertThat(desk.logged()).containsExactly("FIRING WARNING queue process: queue is 160.0, the threshold 100.0");
        number = 0;
        seconds(15);
        number = 170;
        seconds(5);
        number = 0;
        seconds(24);
        assertThat(desk.logged()).isEmpty();
        seconds(1);
        assertThat(desk.logged())
                .singleElement()
                .asString()
                .startsWith("RESOLVED WARNING queue process: over after 45s: queue is 0.0, the threshold 100.0 (and ");
    }

    @Test
    void anEventRuleFiresAtTheEventAndIsOverAWhileAfterTheLast() {
        Registration rule = desk.alerts.add(
                AlertRule.on("refused", Rejected.class, event -> event.policy().equals("bulkhead"))
                        .withKeepFiringFor(Duration.ofMinutes(1)));
        Event refused = new Rejected("stock", "bulkhead", "full", "Desk.place");
        assertThat(desk.alerts.process(refused)).hasSize(1);
        assertThat(desk.alerts.process(new Rejected("stock", "retry", "budget", "Desk.place")))
                .isEmpty();
        seconds(50);
        desk.alerts.emit(refused);
        seconds(50);
        desk.alerts.emit(refused);
        assertThat(desk.logged())
                .containsExactly("FIRING WARNING refused stock: Rejected[name=stock, policy=bulkhead, reason=full,"
                        + " method=Desk.place]");
        seconds(60);
        assertThat(desk.logged())
                .containsExactly(
                        "RESOLVED WARNING refused stock: over after 160s: Rejected[name=stock, policy=bulkhead,"
                                + " reason=full, method=Desk.place] (and 2 more reports since the last message)");
        rule.close();
        assertThat(desk.alerts.process(refused)).isEmpty();
    }

    @Test
    void aRuleThatIsTakenOutSaysThatItIsOver() {
        number = 1;
        Registration rule = desk.alerts.add(AlertRule.above("queue", () -> number, 1));
        desk.logged();
        rule.close();
        rule.close();
        assertThat(desk.logged())
                .containsExactly(
                        "RESOLVED WARNING queue process: the rule was taken out: queue is 1.0, the threshold 1.0");
        seconds(5);
        assertThat(desk.alarm.pending()).isZero();
    }

    @Test
    void aNumberOfTheProgramsIsWeighedAsItIsReported() {
        desk.alerts.add(AlertRule.reported("disk-full", "disk", 0.9).withSeverity(Severity.CRITICAL));
        assertThat(desk.alerts.report("disk", "/var", 0.5, "half full")).isEmpty();
        assertThat(texts(desk.alerts.report("disk", "/var", 0.95, "95 % full")))
                .containsExactly("FIRING CRITICAL disk-full /var: 95 % full");
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        assertThatThrownBy(() -> desk.alerts.add(AlertRule.above("breaker-open", () -> 1, 1)))
                .hasMessage(
                        "[alert-rule-name] alerts: there is a rule called breaker-open already; give this one another"
                                + " name, or change that one in the configuration");
    }

    @Test
    void aRuleWhoseCodeThrowsIsToldOnceAndTheOthersGoOn() {
        desk.alerts.add(AlertRule.above("broken", () -> Integer.parseInt("?"), 1));
        desk.alerts.add(AlertRule.above("queue", () -> 7, 1));
        seconds(20);
        assertThat(desk.warnings)
                .containsExactly("[alert-rule-failed] alerts: the rule broken cannot be weighed, since its code threw"
                        + " java.lang.NumberFormatException: For input string: \"?\"; it is tried again, and this is not"
                        + " told again");
        assertThat(desk.alerts.failures()).isGreaterThan(3);
        assertThat(desk.logged()).containsExactly("FIRING WARNING queue process: queue is 7.0, the threshold 1.0");
        desk.alerts.add(AlertRule.on("worse", Rejected.class, event -> {
            throw new IllegalStateException("bug");
        }));
        desk.alerts.emit(new Rejected("stock", "bulkhead", "full", "Desk.place"));
        assertThat(desk.warnings).hasSize(2);
    }

    @Test
    void aChangeOfSettingsKeepsWhatFiresAndItsInterval() {
        pressure(HIGH);
        pressure(HIGH);
        desk.logged();
        AlertRule rule = AlertSpec.DEFAULT.rule("pressure-high").orElseThrow();
        desk.alerts.change(
                AlertSpec.DEFAULT.withRule(rule.withEvery(Duration.ofMinutes(1)).withSeverity(Severity.ERROR)));
        assertThat(desk.logged()).isEmpty();
        minutes(1);
        assertThat(desk.logged())
                .containsExactly(
                        "FIRING ERROR pressure-high resources: pressure of resources is HIGH at 75 %: live heap"
                                + " (and 1 more reports since the last message)");
        desk.alerts.change(AlertSpec.DEFAULT.withRule(rule.withEnabled(false)));
        assertThat(desk.logged())
                .containsExactly(
                        "RESOLVED ERROR pressure-high resources: the rule was taken out: pressure of resources is HIGH at"
                                + " 75 %: live heap",
                        "FIRING INFO pressure-elevated resources: pressure of resources is HIGH at 75 %: live heap");
    }

    @Test
    void aLowerThresholdIsAppliedAtOnceToWhatIsKnown() {
        desk.alerts.add(AlertRule.reported("disk-full", "disk", 0.9));
        desk.alerts.report("disk", "/var", 0.95, "95 % full");
        desk.alerts.report("disk", "/var", 0.85, "85 % full");
        desk.logged();
        desk.alerts.add(AlertRule.reported("disk-filling", "disk", 0.8));
        assertThat(desk.logged()).containsExactly("FIRING WARNING disk-filling /var: 85 % full");
    }

    @Test
    void switchedOffAlertsEndWhatFiresAndSayNothingMore() {
        pressure(HIGH);
        desk.logged();
        desk.alerts.change(AlertSpec.DEFAULT.withEnabled(false));
        assertThat(desk.logged()).hasSize(1);
        assertThat(pressure(EMERGENCY)).isEmpty();
        desk.alerts.change(AlertSpec.DEFAULT);
        assertThat(desk.logged())
                .containsExactly(
                        "FIRING CRITICAL pressure-emergency resources: pressure of resources is EMERGENCY at 95"
                                + " %: live heap");
    }

    @Test
    void aChangeOfChannelsTellsTheOldOnesWhatIsOverAndTheNewOnesWhatIsNot() {
        pressure(HIGH);
        breaker("stock", "open");
        desk.logged();
        AlertRule rule = AlertSpec.DEFAULT.rule("pressure-high").orElseThrow();
        desk.alerts.change(AlertSpec.DEFAULT.withRule(rule.withEnabled(false)).withChannels(List.of("stdout")));
        assertThat(desk.log).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
        assertThat(desk.stdout).extracting(Alert::rule).containsExactly("pressure-elevated");
        breaker("stock", "closed");
        assertThat(desk.log).hasSize(1);
        assertThat(desk.stdout).hasSize(2);
    }

    @Test
    void rulesMayHaveChannelsOfTheirOwn() {
        AlertRule rule = AlertSpec.DEFAULT.rule("pressure-emergency").orElseThrow();
        desk.alerts.change(AlertSpec.DEFAULT
                .withWebhook(WebhookSpec.of("https://alerts.example.com/x"))
                .withRule(rule.withChannels(List.of("webhook", "stdout"))));
        pressure(HIGH);
        pressure(EMERGENCY);
        assertThat(desk.log).hasSize(1);
        assertThat(desk.stdout).hasSize(1);
        assertThat(desk.posted).hasSize(1);
    }

    @Test
    void aChannelThatNobodyListensAtIsToldOnce() {
        desk.alerts.change(AlertSpec.DEFAULT.withChannels(List.of("pager")));
        pressure(HIGH);
        pressure(EMERGENCY);
        assertThat(desk.warnings)
                .containsExactly("[alert-channel] alerts: nobody listens at the channel pager, where rules send alerts;"
                        + " there are log, stdout, webhook where it has a url, and what Alerts.add and Alerts.onAlert"
                        + " add");
    }

    @Test
    void everyAlertIsAnEvent() {
        pressure(HIGH);
        assertThat(desk.news)
                .containsExactly(new Event.AlertRaised(
                        "resources",
                        "pressure-high",
                        "warning",
                        "firing",
                        "pressure of resources is HIGH at 75 %: live heap"));
    }

    @Test
    void theSummaryCountsWhatFired() {
        pressure(HIGH);
        breaker("stock", "open");
        minutes(59);
        pressure(NORMAL);
        breaker("stock", "closed");
        AlertSummary summary = desk.alerts.summary();
        assertThat(summary.total()).isEqualTo(24);
        assertThat(summary.lastHour()).isEqualTo(24);
        assertThat(summary.bySeverity()).containsEntry(Severity.WARNING, 24L).containsEntry(Severity.INFO, 0L);
        assertThat(summary.firing()).isEmpty();
        assertThat(summary.recent()).hasSize(10);
        assertThat(summary.recent().get(0).state()).isEqualTo(Alert.State.RESOLVED);
        minutes(5);
        assertThat(desk.alerts.summary().lastHour()).isEqualTo(22);
        desk.clock.advance(Duration.ofDays(1));
        assertThat(desk.alerts.summary().lastDay()).isZero();
        assertThat(desk.alerts.summary().total()).isEqualTo(24);
        pressure(CRITICAL);
        assertThat(desk.alerts.summary().firing())
                .singleElement()
                .extracting(Alert::rule)
                .isEqualTo("pressure-critical");
    }

    @Test
    void theHistoryKeepsTheLast1024Messages() {
        for (int i = 0; i < 600; i++) {
            pressure(HIGH);
            pressure(NORMAL);
            minutes(5);
        }
        assertThat(desk.alerts.history()).hasSize(1024);
        assertThat(desk.alerts.history().get(1023))
                .isEqualTo(desk.alerts.summary().recent().get(0));
        assertThat(desk.alerts.summary().total()).isEqualTo(600);
    }

    @Test
    void idsDiffer() {
        for (int i = 0; i < 10; i++) {
            pressure(HIGH);
            pressure(NORMAL);
            minutes(5);
        }
        assertThat(desk.alerts.history())
                .extracting(Alert::id)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void halfOfAllProcessesHadTheSameIds() {
        pressure(HIGH);
        assertThat(desk.log.get(0).id()).isEqualTo("8000000080000000-1");
    }

    @Test
    void aTestGoesThroughEveryChannelAndCountsNowhere() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        Registration signal = desk.alerts.onAlert(alert -> heard.addAndGet(alert.test() ? 1 : 100));
        desk.alerts.change(AlertSpec.DEFAULT
                .withWebhook(WebhookSpec.of("https://alerts.example.com/x"))
                .withRule(AlertRule.above("queue", () -> 0, 1).withChannels(List.of("webhook"))));
        for (int i = 0; i < 3; i++) {
            List<ChannelOutcome> outcomes =
                    desk.alerts.test(Severity.ERROR).toCompletableFuture().get();
            assertThat(outcomes).extracting(ChannelOutcome::channel).containsExactly("log", "signal", "webhook");
            assertThat(outcomes).allMatch(ChannelOutcome::delivered);
        }
        assertThat(heard).hasValue(3);
        assertThat(desk.posted).hasSize(3);
        assertThat(desk.logged().get(0)).isEqualTo("TEST FIRING ERROR test process: this is a test; nothing is wrong");
        assertThat(desk.alerts.summary()).isEqualTo(AlertSummary.NONE);
        assertThat(desk.alerts.history()).isEmpty();
        assertThat(desk.readings.value("alerts", "channel", "log", "outcome", "delivered"))
                .isZero();
        signal.close();
        assertThat(desk.alerts.test(Severity.INFO).toCompletableFuture().get()).hasSize(2);
    }

    @Test
    void metersCountByChannelFromTheBeginning() {
        assertThat(desk.readings.value("alerts", "channel", "webhook", "outcome", "failed"))
                .isZero();
        pressure(HIGH);
        assertThat(desk.readings.value("alerts", "channel", "log", "outcome", "delivered"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsRaisedOnceClosed() throws Exception {
        pressure(HIGH);
        desk.alerts.close();
        assertThat(pressure(EMERGENCY)).isEmpty();
        assertThat(desk.alarm.pending()).isZero();
        assertThat(desk.alerts.test(Severity.INFO).toCompletableFuture().get()).isEmpty();
    }
}
