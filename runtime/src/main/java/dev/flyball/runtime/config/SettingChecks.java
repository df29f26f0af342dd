package dev.flyball.runtime.config;

import dev.flyball.model.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Holds settings to the rules between them. One that breaks a rule is given up for the next layer's, until none does: the
 * defaults alone break no rule, so this ends.
 */
final class SettingChecks {

    private final SettingValues values;

    private SettingChecks(SettingValues values) {
        this.values = values;
    }

    static void check(SettingValues values) {
        SettingChecks checks = new SettingChecks(values);
        checks.ordered(SettingTable.MIN_WORKERS, SettingTable.MAX_WORKERS, "", Double::parseDouble);
        for (String name : values.names(SettingTable.PRIORITY)) {
            checks.ordered(SettingTable.NAME_MIN_WORKERS, SettingTable.NAME_MAX_WORKERS, name, Double::parseDouble);
            checks.ordered(SettingTable.NAME_MIN_MEMORY, SettingTable.NAME_MAX_MEMORY, name, Sizes::parse);
        }
        for (String limit : values.names(SettingTable.FOLLOW_CONTROLLERS)) {
            checks.ordered(SettingTable.FOLLOW_FROM, SettingTable.FOLLOW_TO, limit, Double::parseDouble);
            checks.followsSomebody(limit);
            checks.followsNotItself(limit);
        }
        for (String knob : values.names(SettingTable.KNOB_FROM)) {
            checks.falling(knob);
        }
        checks.webhook(SettingTable.ALERT_CHANNELS, "");
        values.names(SettingTable.RULE_CHANNELS).forEach(rule -> checks.webhook(SettingTable.RULE_CHANNELS, rule));
    }

    /** The first of two must not be above the second, and for pressures must be below it. */
    private void ordered(SettingLine low, SettingLine high, String name, ToDoubleFunction<String> number) {
        boolean strictly = low.equals(SettingTable.FOLLOW_FROM);
        while (above(low, high, name, number, strictly)) {
            SettingLine culprit = values.isConfigured(low, name) ? low : high;
            values.giveUp(
                    culprit,
                    name,
                    "min-above-max",
                    "does not fit: " + low.last() + " = " + text(low, name) + " is "
                            + (strictly ? "not below " : "above ") + high.last() + " = " + text(high, name),
                    "lower " + low.last() + ", or raise " + high.last());
        }
    }

    private boolean above(
            SettingLine low, SettingLine high, String name, ToDoubleFunction<String> number, boolean strictly) {
        String least = text(low, name);
        String most = text(high, name);
        if (least.isEmpty() || most.isEmpty()) {
            return false;
        }
        double difference = number.applyAsDouble(least) - number.applyAsDouble(most);
        return strictly ? difference >= 0 : difference > 0;
    }

    private String text(SettingLine line, String name) {
        return values.value(line, name).value();
    }

    private void followsSomebody(String limit) {
        for (SettingLine line : List.of(
                SettingTable.FOLLOW_FROM,
                SettingTable.FOLLOW_TO,
                SettingTable.FOLLOW_FLOOR,
                SettingTable.FOLLOW_RECOVERY)) {
            while (text(SettingTable.FOLLOW_CONTROLLERS, limit).isEmpty() && values.isConfigured(line, limit)) {
                values.giveUp(
                        line,
                        limit,
                        "config-follows-nobody",
                        "says how " + limit + " follows pressure, but not whose",
                        "add flyball.pressure.follow." + limit + ".controllers, such as process");
            }
        }
    }

    private void followsNotItself(String limit) {
        while (leadsTo(limit).contains(limit)) {
            values.giveUp(
                    SettingTable.FOLLOW_CONTROLLERS,
                    limit,
                    "config-follow-circle",
                    "makes " + limit + " follow, in the end, itself: held down it refuses more, and would never"
                            + " recover",
                    "name what lies downstream of it");
        }
    }

    /** Everything whose pressure a limit follows, itself only in a circle. */
    private Set<String> leadsTo(String limit) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> next = new ArrayList<>(List.of(limit));
        while (!next.isEmpty()) {
            String from = next.remove(next.size() - 1);
            for (String controller : RuntimeSettings.list(text(SettingTable.FOLLOW_CONTROLLERS, from))) {
                if (seen.add(controller)) {
                    next.add(controller);
                }
            }
        }
        return seen;
    }

    /** More pressure must leave no more. */
    private void falling(String knob) {
        List<SettingLine> levels = List.of(
                SettingTable.KNOB_ELEVATED,
                SettingTable.KNOB_HIGH,
                SettingTable.KNOB_CRITICAL,
                SettingTable.KNOB_EMERGENCY);
        for (int i = 0; i + 1 < levels.size(); i++) {
            for (SettingLine worse : levels.subList(i + 1, levels.size())) {
                SettingLine milder = levels.get(i);
                while (above(worse, milder, knob, Double::parseDouble, false)) {
                    boolean tooMuch = values.isConfigured(worse, knob);
                    values.giveUp(
                            tooMuch ? worse : milder,
                            knob,
                            "config-grows-with-pressure",
                            "does not fit: at " + worse.last() + " more is left than at " + milder.last()
                                    + ", which is " + text(milder, knob),
                            tooMuch ? "choose at most " + text(milder, knob) : "choose at least " + text(worse, knob));
                }
            }
        }
    }

    private void webhook(SettingLine channels, String rule) {
        while (text(SettingTable.WEBHOOK_URL, "").isEmpty()
                && RuntimeSettings.list(text(channels, rule)).contains("webhook")) {
            values.giveUp(
                    channels,
                    rule,
                    "config-webhook-without-url",
                    "names webhook, and nothing says where that is",
                    "set flyball.alerts.webhook.url, or take webhook out");
        }
    }
}
