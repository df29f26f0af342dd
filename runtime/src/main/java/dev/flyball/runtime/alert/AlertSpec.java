package dev.flyball.runtime.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are raised and where they go. Immutable; start from {@link #DEFAULT}.
 *
 * @param channels where alerts go whose rule does not say: {@code log}, {@code stdout}, {@code webhook}
 * @param rules by name; those added by {@link Alerts#add(AlertRule)} do not stand here
 * @param webhook where the channel {@code webhook} sends to; null: there is none
 * @param sample how often numbers of {@link AlertRule#above} are asked for
 */
public record AlertSpec(
        boolean enabled,
        List<String> channels,
        List<AlertRule> rules,
        @Nullable WebhookSpec webhook,
        Duration sample) {

    /** The channel that writes to the logger {@code flyball.alert}. */
    public static final String LOG = "log";
    /** The channel that writes lines to the standard output. */
    public static final String STDOUT = "stdout";
    /** The channel of callbacks. */
    public static final String SIGNAL = "signal";
    /** The channel that posts to a URL. */
    public static final String WEBHOOK = "webhook";

    /** The rules of the documentation's table, to the log alone. */
    public static final AlertSpec DEFAULT = new AlertSpec(true, List.of(LOG), standard(), null, Duration.ofSeconds(5));

    /** Keeps its own copies of the lists. */
    public AlertSpec {
        channels = List.copyOf(channels);
        rules = List.copyOf(rules);
        check(sample.compareTo(Duration.ofMillis(100)) >= 0, "sample is " + sample + "; it must be 100ms or longer");
        Set<String> names = new HashSet<>();
        for (String channel : channels) {
            check(
                    AlertRule.WORD.matcher(channel).matches(),
                    "channels has " + Escapes.quoted(channel) + "; it must be of words such as log, stdout, webhook");
            needsUrl(channel, webhook);
        }
        for (AlertRule rule : rules) {
            check(names.add(rule.name()), "two rules are called " + rule.name() + "; give one another name");
            rule.channels().forEach(channel -> needsUrl(channel, webhook));
        }
    }

    private static void needsUrl(String channel, @Nullable WebhookSpec webhook) {
        check(
                webhook != null || !channel.equals(WEBHOOK),
                "the channel webhook has no address; set alerts.webhook.url or take webhook out of the channels");
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("[alert-spec] alerts: " + complaint);
        }
    }

    private static List<AlertRule> standard() {
        List<AlertRule> rules = new ArrayList<>();
        rules.add(rule("pressure-elevated", AlertRule.PRESSURE, 1, Severity.INFO, 10));
        rules.add(rule("pressure-high", AlertRule.PRESSURE, 2, Severity.WARNING, 5));
        rules.add(rule("pressure-critical", AlertRule.PRESSURE, 3, Severity.ERROR, 3));
        rules.add(rule("pressure-emergency", AlertRule.PRESSURE, 4, Severity.CRITICAL, 2));
        rules.add(rule("memory-high", AlertRule.MEMORY, 0.75, Severity.WARNING, 5));
        rules.add(rule("memory-critical", AlertRule.MEMORY, 0.85, Severity.ERROR, 5));
        rules.add(rule("cpu-high", AlertRule.CPU, 0.75, Severity.WARNING, 5));
        rules.add(rule("cpu-critical", AlertRule.CPU, 0.85, Severity.ERROR, 5));
        rules.add(rule("breaker-open", AlertRule.BREAKER, 1, Severity.WARNING, 5));
        rules.add(rule("breakers-open", AlertRule.BREAKERS, 2, Severity.ERROR, 5));
        rules.add(rule("degradation-started", AlertRule.DEGRADATION, 1, Severity.INFO, 10));
        rules.add(rule("flapping", AlertRule.FLAPPING, 13, Severity.WARNING, 10));
        return rules;
    }

    private static AlertRule rule(String name, String subject, double threshold, Severity severity, int minutes) {
        return AlertRule.reported(name, subject, threshold)
                .withSeverity(severity)
                .withEvery(Duration.ofMinutes(minutes));
    }

    /** The rule of that name. */
    public Optional<AlertRule> rule(String name) {
        return rules.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    public AlertSpec withEnabled(boolean other) {
        return new AlertSpec(other, channels, rules, webhook, sample);
    }

    public AlertSpec withChannels(List<String> other) {
        return new AlertSpec(enabled, other, rules, webhook, sample);
    }

    /** Puts {@code rule} in the place of the one of its name, or after all others. */
    public AlertSpec withRule(AlertRule rule) {
        List<AlertRule> others = new ArrayList<>(rules);
        int place = others.stream().map(AlertRule::name).toList().indexOf(rule.name());
        if (place < 0) {
            others.add(rule);
        } else {
            others.set(place, rule);
        }
        return new AlertSpec(enabled, channels, others, webhook, sample);
    }

    /** Null for none; the channels must not name it then. */
    public AlertSpec withWebhook(@Nullable WebhookSpec other) {
        return new AlertSpec(enabled, channels, rules, other, sample);
    }

    public AlertSpec withSample(Duration other) {
        return new AlertSpec(enabled, channels, rules, webhook, other);
    }
}
