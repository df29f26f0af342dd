package dev.flyball.runtime.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Scale} does, told from the whole past at every moment. Rules come mildest first; times are whole seconds.
 */
final class NaiveScale {

    /** A report: the number from {@code at} on. */
    private record Report(long at, double value) {}

    record Message(long at, String rule, Alert.State state, long suppressed) {}

    final List<Message> messages = new ArrayList<>();
    private final List<AlertRule> rules;
    private final List<Report> reports = new ArrayList<>();
    private final long[] suppressed;
    private long incident = Long.MIN_VALUE;

    NaiveScale(List<AlertRule> rules) {
        this.rules = rules;
        this.suppressed = new long[rules.size()];
    }

    void report(double value, long now) {
        reports.add(new Report(now, value));
        look(true, now);
    }

    void tick(long now) {
        look(false, now);
    }

    private void look(boolean counts, long now) {
        int worst = -1;
        for (int i = 0; i < rules.size(); i++) {
            worst = active(rules.get(i), now) ? i : worst;
        }
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (!active(rules.get(i), now) && announced(rules.get(i))) {
                say(i, Alert.State.RESOLVED, now);
            }
        }
        if (worst < 0) {
            incident = Long.MIN_VALUE;
            return;
        }
        incident = incident == Long.MIN_VALUE ? messages.size() : incident;
        if (holds(rules.get(worst))) {
            if (silent(worst, now)) {
                suppressed[worst] += counts ? 1 : 0;
            } else {
                say(worst, Alert.State.FIRING, now);
            }
        }
    }

    private void say(int rule, Alert.State state, long now) {
        messages.add(new Message(now, rules.get(rule).name(), state, suppressed[rule]));
        suppressed[rule] = 0;
    }

    private boolean holds(AlertRule rule) {
        return !reports.isEmpty() && reports.get(reports.size() - 1).value() >= rule.threshold();
    }

    private boolean announced(AlertRule rule) {
        boolean announced = false;
        for (Message message : messages) {
            announced = message.rule().equals(rule.name()) ? message.state() == Alert.State.FIRING : announced;
        }
        return announced;
    }

    /** Its own interval, and that since words of this incident that were as bad or worse. */
    private boolean silent(int rule, long now) {
        long every = rules.get(rule).every().toSeconds();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            int other = rules.stream().map(AlertRule::name).toList().indexOf(message.rule());
            boolean near = message.state() == Alert.State.FIRING && now - message.at() < every;
            if (near && (other == rule || (other > rule && i >= incident))) {
                return true;
            }
        }
        return false;
    }

    /** Walks over all that was ever reported. */
    private boolean active(AlertRule rule, long now) {
        boolean active = false;
        boolean holds = false;
        long since = 0;
        for (int i = 0; i <= reports.size(); i++) {
            long until = i < reports.size() ? reports.get(i).at() : now;
            boolean next = i < reports.size() ? reports.get(i).value() >= rule.threshold() : holds;
            if (i < reports.size() && next == holds) {
                continue;
            }
            long needed = (holds ? rule.lasting() : rule.keepFiringFor()).toSeconds();
            active = until - since >= needed ? holds : active;
            since = until;
            holds = next;
        }
        return active;
    }
}
