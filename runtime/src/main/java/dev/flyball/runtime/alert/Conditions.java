package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The program's own code in rules: numbers to be asked for, and conditions of events. It runs without {@code lock}, that
 * of {@link Alerts}, which guards {@code nextSample} and {@code broken}.
 */
final class Conditions {

    private final ReentrantLock lock;
    private final LongAdder failures;
    private final Consumer<String> warn;
    private final Set<String> broken = new TreeSet<>();
    private long nextSample;

    /** @param failures counts how often that code threw */
    Conditions(ReentrantLock lock, LongAdder failures, Consumer<String> warn, long now) {
        this.lock = lock;
        this.failures = failures;
        this.warn = warn;
        this.nextSample = now;
    }

    /** Under the lock: asks as soon as anybody looks. */
    void askAt(long now) {
        nextSample = now;
    }

    /** Under the lock: the rules whose numbers are to be asked for now. */
    List<AlertRule> due(Rulebook rules, long now) {
        if (now - nextSample < 0) {
            return List.of();
        }
        nextSample = now + rules.sample();
        return rules.asking();
    }

    /** Under the lock: there will be something to ask for. */
    void look(Rulebook rules, Round round) {
        if (!rules.asking().isEmpty()) {
            round.again(Math.max(0, nextSample - round.now()));
        }
    }

    /** The numbers of these rules; one that cannot be had is left out. */
    Map<AlertRule, Double> ask(List<AlertRule> asking) {
        Map<AlertRule, Double> numbers = new LinkedHashMap<>();
        for (AlertRule rule : asking) {
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

    /** The rules that listen for such an event. */
    List<AlertRule> listening(Rulebook rules, Event event) {
        List<AlertRule> found = List.of();
        for (AlertRule rule : rules.listening()) {
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
        boolean first;
        lock.lock();
        try {
            first = broken.add(rule.name());
        } finally {
            lock.unlock();
        }
        if (first) {
            warn.accept("[alert-rule-failed] alerts: the rule " + rule.name()
                    + " cannot be weighed, since its code threw " + wrong
                    + "; it is tried again, and this is not told again");
        }
    }
}
