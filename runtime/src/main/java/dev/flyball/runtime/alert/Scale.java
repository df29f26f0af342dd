package dev.flyball.runtime.alert;

import dev.flyball.model.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One subject of one instance, with the rules about it as steps, mildest first. Guarded by the lock of {@link Alerts}.
 *
 * <p>Only the worst step that holds speaks. It speaks when its own interval is over, and so is that since a word of a
 * step as bad or worse of the same incident: stepping down from CRITICAL to HIGH is told by CRITICAL's end, and HIGH
 * speaks itself only if it lasts. Stepping up is told at once. Each step that has spoken says when it is over. An
 * incident lasts from the first step that holds until none does.
 */
final class Scale {

    /** What a rule has to say; the message is made outside. */
    record Word(AlertRule rule, Alert.State state, String text, Map<String, Double> numbers, long suppressed) {}

    private List<Step> steps = List.of();
    private Telling telling = Telling.of("", Map.of());
    private double value;

    /** Takes the rules in force; steps that stay keep what they know, those that go say that they are over. */
    List<Word> rules(List<AlertRule> rules, long now) {
        List<Word> words = new ArrayList<>();
        List<Step> next = new ArrayList<>();
        for (AlertRule rule : rules) {
            Step known = step(rule.name());
            Step step = known == null ? new Step(rule) : known;
            step.rule = rule;
            next.add(step);
        }
        for (Step gone : steps) {
            if (!next.contains(gone) && gone.announced) {
                words.add(gone.over("the rule was taken out: ", telling));
            }
        }
        next.sort(Comparator.comparingDouble(step -> step.rule.threshold()));
        steps = next;
        steps.forEach(step -> step.weigh(value, now));
        words.addAll(speak(now, false));
        return words;
    }

    private @Nullable Step step(String rule) {
        for (Step step : steps) {
            if (step.rule.name().equals(rule)) {
                return step;
            }
        }
        return null;
    }

    /**
     * Takes a newer number.
     *
     * @param counts whether somebody reported it, so that it counts as suppressed where it is not told
     */
    List<Word> report(double newer, Telling of, boolean counts, long now) {
        telling = of;
        weigh(newer, now);
        return speak(now, counts);
    }

    /** An event happened, which is over at once; if it is to be told, it is. */
    List<Word> happened(String inWords, long now) {
        List<Word> words = report(1, Telling.of(inWords, Map.of()), true, now);
        weigh(0, now);
        return words;
    }

    /** Time has passed. */
    List<Word> tick(long now) {
        return speak(now, false);
    }

    private void weigh(double newer, long now) {
        value = newer;
        steps.forEach(step -> step.weigh(newer, now));
    }

    private List<Word> speak(long now, boolean counts) {
        List<Word> words = new ArrayList<>();
        Step worst = null;
        for (Step step : steps) {
            step.settle(now);
            if (!step.active && step.announced) {
                words.add(step.over("over after " + rounded(now - step.announcedAt) + ": ", telling));
            }
            worst = step.active ? step : worst;
        }
        Collections.reverse(words); // the worst first
        if (worst == null) {
            steps.forEach(step -> step.spoke = false);
        } else if (worst.holds && silence(worst, now) <= 0) {
            words.add(worst.fires(telling, now));
        } else if (worst.holds && counts) {
            worst.suppressed++;
        }
        return words;
    }

    /** Nanoseconds for which {@code worst} must be silent yet, at most 0 if it may speak. */
    private long silence(Step worst, long now) {
        long every = worst.rule.every().toNanos();
        long silence = worst.sent ? worst.sentAt + every - now : 0;
        for (int i = steps.indexOf(worst); i < steps.size(); i++) { // each second while it holds: no garbage
            Step other = steps.get(i);
            if (other.spoke) {
                silence = Math.max(silence, other.sentAt + every - now);
            }
        }
        return silence;
    }

    /** Nanoseconds after which time alone may have something to say, {@link Long#MAX_VALUE} if never. */
    long due(long now) {
        long due = Long.MAX_VALUE;
        Step worst = null;
        for (Step step : steps) {
            due = Math.min(due, step.due(now));
            worst = step.active ? step : worst;
        }
        return worst == null || !worst.holds ? due : Math.min(due, Math.max(0, silence(worst, now)));
    }

    static String rounded(long nanos) {
        long second = 1_000_000_000L;
        return Durations.print(Math.max(0, nanos) / second * second);
    }

    /** One rule about this instance. */
    private static final class Step {
        private AlertRule rule;
        /** Whether the number is at the threshold, and since when it is, or is not. */
        private boolean holds;

        private long since;
        /** Whether it held long enough, and has not been away long enough. */
        private boolean active;
        /** Whether it has fired without saying yet that it is over. */
        private boolean announced;

        private long announcedAt;
        /** When it last fired, if it ever has, and whether that was in this incident. */
        private boolean sent;

        private long sentAt;
        private boolean spoke;
        private long suppressed;

        Step(AlertRule rule) {
            this.rule = rule;
        }

        void weigh(double value, long now) {
            boolean before = holds;
            settle(now); // what was there until now counts up to now
            holds = value >= rule.threshold();
            if (holds != before) {
                since = now;
            }
        }

        void settle(long now) {
            if (holds != active && now - since >= patience()) {
                active = holds;
            }
        }

        private long patience() {
            return (holds ? rule.lasting() : rule.keepFiringFor()).toNanos();
        }

        long due(long now) {
            return holds == active ? Long.MAX_VALUE : Math.max(0, since + patience() - now);
        }

        Word fires(Telling telling, long now) {
            if (!announced) {
                announced = true;
                announcedAt = now;
            }
            sent = true;
            sentAt = now;
            spoke = true;
            return word(Alert.State.FIRING, "", telling);
        }

        Word over(String after, Telling telling) {
            announced = false;
            return word(Alert.State.RESOLVED, after, telling);
        }

        private Word word(Alert.State state, String before, Telling telling) {
            Word word = new Word(rule, state, before + telling.text(), telling.numbers(), suppressed);
            suppressed = 0;
            return word;
        }
    }
}
