package dev.flyball.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tapes of reports and time, beside {@link NaiveScale}: the same messages at the same times with the same
 * suppressed counts. And D7 by itself: a rule never fires twice within its interval, and every FIRING has its RESOLVED.
 */
class AlertPropertiesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void alertsSayWhatTheNaiveOnesSay(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 40; tape++) {
            List<AlertRule> rules = rules(random);
            play(rules, random);
        }
    }

    private static List<AlertRule> rules(Random random) {
        List<AlertRule> rules = new ArrayList<>();
        int steps = random.nextInt(1, 5);
        for (int i = 1; i <= steps; i++) {
            rules.add(AlertRule.reported("step-" + i, "tape", i)
                    .withEvery(seconds(random.nextInt(1, 12)))
                    .withFor(seconds(random.nextBoolean() ? 0 : random.nextInt(5)))
                    .withKeepFiringFor(seconds(random.nextBoolean() ? 0 : random.nextInt(5))));
        }
        return rules;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static void play(List<AlertRule> rules, Random random) {
        Desk desk = new Desk(new AlertSpec(true, List.of("log"), rules, null, Duration.ofSeconds(5)));
        NaiveScale naive = new NaiveScale(rules);
        double value = 0;
        long now = 0;
        for (int second = 0; second < 150; second++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                value = random.nextInt(3) == 0 ? random.nextInt(rules.size() + 1) : value;
                desk.alerts.report("tape", "one", value, "told");
                naive.report(value, now);
            }
            desk.clock.advance(seconds(1));
            naive.tick(++now);
            if (random.nextInt(10) == 0) {
                desk.alerts.tick();
            }
        }
        desk.alerts.report("tape", "one", 0, "over");
        naive.report(0, now);
        for (int i = 0; i < 20; i++) {
            desk.clock.advance(seconds(1));
            naive.tick(++now);
        }
        assertThat(told(desk)).isEqualTo(naive.messages);
        assertThat(desk.log).hasSize(naive.messages.size());
        limits(rules, naive.messages);
        assertThat(desk.alarm.pending()).isZero();
    }

    private static List<NaiveScale.Message> told(Desk desk) {
        long start = desk.time.instant().getEpochSecond() - (desk.clock.nanos() - 1) / 1_000_000_000L;
        return desk.alerts.history().stream()
                .map(alert -> new NaiveScale.Message(
                        alert.when().getEpochSecond() - start, alert.rule(), alert.state(), alert.suppressed()))
                .toList();
    }

    private static void limits(List<AlertRule> rules, List<NaiveScale.Message> messages) {
        Map<String, Long> fired = new HashMap<>();
        Map<String, Alert.State> last = new HashMap<>();
        for (NaiveScale.Message message : messages) {
            AlertRule rule = rules.stream()
                    .filter(one -> one.name().equals(message.rule()))
                    .findFirst()
                    .orElseThrow();
            if (message.state() == Alert.State.FIRING) {
                Long before = fired.put(rule.name(), message.at());
                assertThat(before == null
                                || message.at() - before >= rule.every().toSeconds())
                        .isTrue();
            } else {
                assertThat(last.get(rule.name())).isEqualTo(Alert.State.FIRING);
            }
            last.put(rule.name(), message.state());
        }
        assertThat(last.values()).allMatch(state -> state == Alert.State.RESOLVED);
    }
}
