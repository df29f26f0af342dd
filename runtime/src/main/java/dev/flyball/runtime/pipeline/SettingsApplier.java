package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.alert.Alerts;
import dev.flyball.runtime.config.Configuration;
import dev.flyball.runtime.config.RuntimeSettings;
import dev.flyball.runtime.degrade.Allocations;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.observe.HealthSpec;
import dev.flyball.runtime.observe.MetricsSpec;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hands the settings that belong to no policy to the engines they are about. A part that has not changed is not handed out
 * again, so that what the program has said to an engine since then stays; one that an engine refuses leaves that engine as
 * it was, and the others are none the worse. Thread-safe: everything is guarded by this object's monitor.
 */
final class SettingsApplier {

    private final ConfiguredPressure following;
    private final ResourceMonitor resources;
    private final Degradations degradations;
    private final Allocations allocations;
    private final Alerts alerts;
    private final Consumer<MetricsSpec> metrics;
    private final Consumer<HealthSpec> health;
    private @Nullable RuntimeSettings last;

    SettingsApplier(
            BackpressureManager pressure,
            ResourceMonitor resources,
            Degradations degradations,
            Allocations allocations,
            Alerts alerts,
            Consumer<MetricsSpec> metrics,
            Consumer<HealthSpec> health) {
        this.following = new ConfiguredPressure(pressure);
        this.resources = resources;
        this.degradations = degradations;
        this.allocations = allocations;
        this.alerts = alerts;
        this.metrics = metrics;
        this.health = health;
    }

    /** Takes over what is in force now; of two that come at once the second finds nothing older than the first. */
    synchronized void takeNewest(Configuration configuration) {
        take(configuration.view().settings());
    }

    /** Takes settings over. */
    synchronized void take(RuntimeSettings settings) {
        part(settings, RuntimeSettings::pressure, "pressure", pressure -> {
            resources.change(ConfiguredResources.spec(resources.spec(), pressure));
            following.take(pressure);
        });
        part(
                settings,
                RuntimeSettings::degradation,
                "degradation",
                knobs -> degradations.configure(ConfiguredAllocations.knobs(knobs)));
        part(settings, RuntimeSettings::allocation, "allocation", allocation -> {
            allocations.change(ConfiguredAllocations.process(allocation.process()));
            allocations.configure(ConfiguredAllocations.policies(allocation));
        });
        part(settings, RuntimeSettings::alerts, "alerts", spec -> alerts.change(ConfiguredAlerts.spec(spec)));
        part(
                settings,
                RuntimeSettings::metrics,
                "metrics",
                measured -> metrics.accept(new MetricsSpec(measured.executors())));
        part(settings, RuntimeSettings::health, "health", told -> health.accept(new HealthSpec(told.mayFail())));
        last = settings;
    }

    private <T> void part(RuntimeSettings settings, Function<RuntimeSettings, T> of, String name, Consumer<T> taker) {
        T now = of.apply(settings);
        if (last == null || !now.equals(of.apply(last))) {
            try {
                taker.accept(now);
            } catch (RuntimeException refused) {
                LoggerFactory.getLogger("dev.flyball.config")
                        .error("[config-not-taken] flyball.{} stays as it was: {}", name, refused.getMessage());
            }
        }
    }
}
