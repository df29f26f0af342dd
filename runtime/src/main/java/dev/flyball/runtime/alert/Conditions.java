package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The program's own code in rules: numbers to be asked for, and conditions of events. It runs without the lock of
 * {@link Alerts}, which guards {@code nextSample} and {@code broken}.
 */
final class Conditions {

    private final Rounds rounds;
    private final Scales scales;
    private final Clock clock;
    private final LongAdder failures;
    private final Consumer<String> warn;
    private final Set<String> broken = new TreeSet<>();
    private long nextSample;

    /** @param failures counts how often that code threw */
    Conditions(Rounds rounds, Scales scales, Clock clock, LongAdder failures, Consumer<String> warn) {
        this.rounds = rounds;
        this.scales = scales;
        this.clock = clock;
        this.failures = failures;
        this.warn = warn;
        this.nextSample = clock.nanos();
    }

    /** Under the lock: asks as soon as anybody looks. */
    void askAt(long now) {
        nextSample = now;
    }

    /** Under the lock: there will be something to ask for. */
    void look(Round round) {
        if (!scales.rules().asking().isEmpty()) {
            round.again(Math.max(0, nextSample - round.now()));
        }
    }

    /** The numbers that rules ask for, if it is time; one that cannot be had is left out. */
    Map<AlertRule, Double> ask() {
        Map<AlertRule, Double> numbers = new LinkedHashMap<>();
        for (AlertRule rule : rounds.locked(this::asking)) {
            try {
                if (rule.source() instanceof AlertRule.Asked asked) {
                    numbers.put(rule, asked.number().getAsDouble());
                }
            } catch (RuntimeException | LinkageError wrong) {
                failed(rule, wrong);
            }
        }
        return numbers;
    }

    /** Under the lock: weighs those numbers. */
    void weigh(Map<AlertRule, Double> numbers, Round round) {
        numbers.forEach((rule, value) -> {
            if (scales.rules().asking().contains(rule)) { // it may have been taken out meanwhile
                String text = rule.name() + " is " + value + ", the threshold " + rule.threshold();
                Telling telling = Telling.of(text, Map.of("value", value));
                scales.weigh(rule.subject(), Alerts.PROCESS, value, telling, round);
            }
        });
    }

    private List<AlertRule> asking() {
        long now = clock.nanos();
        if (rounds.closed() || now - nextSample < 0) {
            return List.of();
        }
        nextSample = now + scales.rules().sample();
        return scales.rules().asking();
    }

    /** The rules that listen for such an event. */
    List<AlertRule> listening(Event event) {
        List<AlertRule> found = List.of();
        for (AlertRule rule : scales.rules().listening()) {
            if (matches(rule, event)) {
                found = new ArrayList<>(found);
                found.add(rule);
            }
        }
        return found;
    }

    private boolean matches(AlertRule rule, Event event) {
        try {
            return rule.source() instanceof AlertRule.Heard<?> heard && heard.matches(event);
        } catch (RuntimeException | LinkageError wrong) {
            failed(rule, wrong);
            return false;
        }
    }

    /** Counted, and told once for each rule. */
    private void failed(AlertRule rule, Throwable wrong) {
        failures.increment();
        if (rounds.locked(() -> broken.add(rule.name()))) {
            warn.accept("[alert-rule-failed] alerts: the rule " + rule.name()
                    + " cannot be weighed, since its code threw " + wrong
                    + "; it is tried again, and this is not told again");
        }
    }
}
