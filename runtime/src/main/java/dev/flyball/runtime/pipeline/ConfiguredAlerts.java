package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.alert.AlertRule;
import dev.flyball.runtime.alert.AlertSpec;
import dev.flyball.runtime.alert.Severity;
import dev.flyball.runtime.alert.WebhookSpec;
import dev.flyball.runtime.config.AlertSettings;
import dev.flyball.runtime.config.AlertSettings.RuleSettings;
import dev.flyball.runtime.config.AlertSettings.WebhookSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What configuration says of alerts, as their rules and channels. */
final class ConfiguredAlerts {

    private ConfiguredAlerts() {}

    /** The standard rules with what the settings change of them. */
    static AlertSpec spec(AlertSettings settings) {
        AlertSpec spec = AlertSpec.DEFAULT
                .withEnabled(settings.enabled())
                .withWebhook(webhook(settings.webhook()))
                .withChannels(settings.channels());
        for (Map.Entry<String, RuleSettings> one : settings.rules().entrySet()) {
            AlertRule known = spec.rule(one.getKey()).orElse(null);
            if (known != null) {
                spec = spec.withRule(rule(known, one.getValue()));
            }
        }
        return spec;
    }

    private static @Nullable WebhookSpec webhook(WebhookSettings settings) {
        return settings.url()
                .map(url -> WebhookSpec.of(url)
                        .withSecret(settings.secret().orElse(null))
                        .withTimeout(settings.timeout())
                        .withTries(settings.tries()))
                .orElse(null);
    }

    private static AlertRule rule(AlertRule known, RuleSettings settings) {
        return known.withEnabled(settings.enabled().orElse(known.enabled()))
                .withSeverity(settings.severity().map(Severity::valueOf).orElse(known.severity()))
                .withEvery(settings.every().orElse(known.every()))
                .withFor(settings.lasting().orElse(known.lasting()))
                .withKeepFiringFor(settings.keepFiringFor().orElse(known.keepFiringFor()))
                .withChannels(settings.channels().orElse(known.channels()))
                .withThreshold(settings.threshold().orElse(known.threshold()));
    }
}
