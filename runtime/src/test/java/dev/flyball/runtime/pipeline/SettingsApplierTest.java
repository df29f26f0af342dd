package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.alert.AlertRule;
import dev.flyball.runtime.alert.AlertSpec;
import dev.flyball.runtime.alert.Alerts;
import dev.flyball.runtime.alert.Severity;
import dev.flyball.runtime.config.ConfigLoader;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.RuntimeSettings;
import dev.flyball.runtime.degrade.AllocationPolicy;
import dev.flyball.runtime.degrade.AllocationSpec;
import dev.flyball.runtime.degrade.Allocations;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.degrade.Knob;
import dev.flyball.runtime.degrade.Priority;
import dev.flyball.runtime.observe.HealthSpec;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MetricsSpec;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.ResourceSpec;
import dev.flyball.runtime.time.ManualClock;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What configuration says reaches the engines, in their numbers. */
class SettingsApplierTest {

    private final ManualClock clock = new ManualClock();
    private final BackpressureManager manager = BackpressureManager.create();
    private final ResourceMonitor resources = ResourceMonitor.create();
    private final Degradations degradations = new Degradations(Degradations.steady(), clock);
    private final Allocations allocations =
            new Allocations(degradations, Degradations.unmeasured(), () -> 0, new MeterHub());
    private final Alerts alerts = Alerts.create(AlertSpec.DEFAULT);
    private MetricsSpec metrics = new MetricsSpec(false);
    private HealthSpec health = new HealthSpec(true);
    private final SettingsApplier applier = new SettingsApplier(
            manager, resources, degradations, allocations, alerts, spec -> metrics = spec, spec -> health = spec);

    @AfterEach
    void close() {
        resources.close();
        alerts.close();
    }

    private static RuntimeSettings settings(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put("flyball." + keysAndValues[i], keysAndValues[i + 1]);
        }
        ConfigSource source = new ConfigSource(
                properties,
                Map.of(),
                (file, limit) -> {
                    throw new NoSuchFileException(file.toString());
                },
                ClassLoader.getPlatformClassLoader());
        var view = new ConfigLoader(source).load();
        assertThat(view.problems()).isEmpty();
        return view.settings();
    }

    /** The two tables of defaults, of settings and of engines, say the same. */
    @Test
    void whereNobodySaysAnythingEveryEngineKeepsItsDefaults() {
        applier.take(settings());
        assertThat(resources.spec()).isEqualTo(ResourceSpec.DEFAULT);
        assertThat(allocations.spec()).isEqualTo(AllocationSpec.DEFAULT);
        assertThat(alerts.spec()).isEqualTo(AlertSpec.DEFAULT);
        assertThat(degradations.knobs()).containsValues(Knob.STANDARD.toArray(Knob[]::new));
        assertThat(metrics).isEqualTo(MetricsSpec.DEFAULT);
        assertThat(health).isEqualTo(HealthSpec.DEFAULT);
    }

    @Test
    void aStandardKnobThatIsOnlyNamedStaysWhatItIs() {
        for (Knob knob : Knob.STANDARD) {
            applier.take(settings(
                    "degradation." + knob.name() + ".from", knob.from().name().toLowerCase(Locale.ROOT)));
            assertThat(degradations.knobs()).as(knob.name()).containsEntry(knob.name(), knob);
        }
    }

    /** So that a rule that is misspelt can be told: configuration knows the names without knowing the engine. */
    @Test
    void configurationKnowsEveryRuleOfTheAlerts() {
        for (AlertRule rule : AlertSpec.DEFAULT.rules()) {
            applier.take(settings("alerts." + rule.name() + ".threshold", "0.5"));
            assertThat(alerts.spec().rule(rule.name()).orElseThrow().threshold())
                    .isEqualTo(0.5);
        }
        assertThat(AlertSpec.DEFAULT.rules().stream().map(AlertRule::name).collect(Collectors.toSet()))
                .hasSize(12);
    }

    @Test
    void whatIsSaidReachesItsEngine() {
        applier.take(settings(
                "pressure.model", "plain",
                "pressure.sample", "250ms",
                "pressure.force", "high",
                "degradation.simplify.from", "emergency",
                "allocation.process.max-workers", "8",
                "allocation.reports.priority", "low",
                "allocation.reports.max-workers", "2",
                "alerts.channels", "stdout",
                "alerts.flapping.severity", "error",
                "alerts.flapping.for", "1s",
                "metrics.executors", "off",
                "health.may-fail", "true"));
        assertThat(metrics.executors()).isFalse();
        assertThat(health.mayFail()).isTrue();
        assertThat(resources.spec())
                .isEqualTo(ResourceSpec.DEFAULT
                        .withModel(ResourceSpec.Model.PLAIN)
                        .withSample(Duration.ofMillis(250))
                        .withForced(PressureLevel.HIGH));
        assertThat(degradations.knobs()).containsEntry("simplify", Knob.off("simplify", PressureLevel.EMERGENCY));
        assertThat(allocations.spec().maxWorkers()).isEqualTo(8);
        assertThat(ConfiguredAllocations.policies(
                        settings("allocation.reports.max-workers", "2").allocation()))
                .containsExactly(AllocationPolicy.of("reports", Priority.NORMAL).workers(0, 2));
        assertThat(alerts.spec().channels()).isEqualTo(List.of("stdout"));
        AlertRule flapping = alerts.spec().rule("flapping").orElseThrow();
        assertThat(flapping.severity()).isEqualTo(Severity.ERROR);
        assertThat(flapping.lasting()).isEqualTo(Duration.ofSeconds(1));
        applier.take(settings());
        assertThat(resources.spec()).isEqualTo(ResourceSpec.DEFAULT);
        assertThat(alerts.spec()).isEqualTo(AlertSpec.DEFAULT);
        assertThat(degradations.knobs()).containsEntry("simplify", Knob.SIMPLIFY);
    }

    @Test
    void whatTheProgramHasSaidStaysWhereConfigurationHasNotChanged() {
        applier.take(settings());
        resources.change(ResourceSpec.DEFAULT.withSample(Duration.ofSeconds(3)));
        applier.take(settings("alerts.enabled", "false"));
        assertThat(resources.spec().sample()).isEqualTo(Duration.ofSeconds(3));
        assertThat(alerts.spec().enabled()).isFalse();
    }

    /** A knob of the program's own, which the table of settings knows nothing of. */
    @Test
    void whatAnEngineRefusesLeavesItAsItWasAndTheOthersTakeTheirs() {
        degradations.change(new Knob("image-quality", PressureLevel.HIGH, 1, 0.5, 0.5, 0.5));
        applier.take(settings(
                "degradation.image-quality.critical", "0.9", "alerts.enabled", "false", "pressure.sample", "2s"));
        assertThat(degradations.knobs())
                .containsEntry("image-quality", new Knob("image-quality", PressureLevel.HIGH, 1, 0.5, 0.5, 0.5));
        assertThat(alerts.spec().enabled()).isFalse();
        assertThat(resources.spec().sample()).isEqualTo(Duration.ofSeconds(2));
    }
}
