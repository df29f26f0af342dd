package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.PressureSettings.text;
import static dev.flyball.runtime.config.PressureSettings.upper;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What alerts are raised and where they go.
 *
 * @param channels where alerts go whose rule does not say: {@code log}, {@code stdout}, {@code signal}, {@code webhook}
 * @param rules by name, as far as configuration speaks of them
 */
public record AlertSettings(
        boolean enabled, List<String> channels, WebhookSettings webhook, Map<String, RuleSettings> rules) {

    /** Keeps copies in their order. */
    public AlertSettings {
        channels = List.copyOf(channels);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /** Where the channel {@code webhook} posts to; prints neither its address nor its secret. */
    public record WebhookSettings(Optional<String> url, Optional<String> secret, Duration timeout, int tries) {
        @Override
        public String toString() {
            return "WebhookSettings[url=" + url.map(known -> "***") + ", secret=" + secret.map(known -> "***")
                    + ", timeout=" + timeout + ", tries=" + tries + "]";
        }
    }

    /**
     * One rule, as far as configuration speaks of it.
     *
     * @param severity {@code INFO}, {@code WARNING}, {@code ERROR} or {@code CRITICAL}
     * @param every the shortest time between two messages that it fires
     * @param lasting how long it must have held before it fires; {@code for} in configuration
     * @param keepFiringFor how long it must not have held before it is resolved
     */
    public record RuleSettings(
            Optional<Boolean> enabled,
            Optional<String> severity,
            Optional<Duration> every,
            Optional<Duration> lasting,
            Optional<Duration> keepFiringFor,
            Optional<List<String>> channels,
            OptionalDouble threshold) {}

    static AlertSettings of(SettingValues values) {
        return new AlertSettings(
                RuntimeSettings.isOn(values, SettingTable.ALERTS),
                RuntimeSettings.list(text(values, SettingTable.ALERT_CHANNELS, "")),
                new WebhookSettings(
                        some(text(values, SettingTable.WEBHOOK_URL, "")),
                        some(text(values, SettingTable.WEBHOOK_SECRET, "")),
                        RuntimeSettings.time(text(values, SettingTable.WEBHOOK_TIMEOUT, "")),
                        Integer.parseInt(text(values, SettingTable.WEBHOOK_TRIES, ""))),
                RuntimeSettings.byName(values, SettingTable.RULE_ENABLED, rule -> rule(values, rule)));
    }

    private static RuleSettings rule(SettingValues values, String rule) {
        return new RuleSettings(
                some(text(values, SettingTable.RULE_ENABLED, rule)).map(RuntimeSettings::isOn),
                some(upper(text(values, SettingTable.RULE_SEVERITY, rule))),
                some(text(values, SettingTable.RULE_EVERY, rule)).map(RuntimeSettings::time),
                some(text(values, SettingTable.RULE_FOR, rule)).map(RuntimeSettings::time),
                some(text(values, SettingTable.RULE_KEEP, rule)).map(RuntimeSettings::time),
                some(text(values, SettingTable.RULE_CHANNELS, rule)).map(RuntimeSettings::list),
                DegradationSettings.share(text(values, SettingTable.RULE_THRESHOLD, rule)));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
