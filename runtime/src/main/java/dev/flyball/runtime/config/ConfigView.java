package dev.flyball.runtime.config;

import dev.flyball.model.Durations;
import dev.flyball.model.MethodPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The configuration as it was read at one moment: a function from declared plans to plans in force. Immutable, but that
 * it remembers which instance each ambiguous environment variable counted for; thread-safe.
 */
public final class ConfigView {

    private final List<Settings> layers;
    private final List<ConfigProblem> problems;

    ConfigView(List<Settings> layers, List<ConfigProblem> problems) {
        this.layers = List.copyOf(layers);
        this.problems = List.copyOf(problems);
    }

    /** What configuration makes of a plan. */
    public Planned plan(MethodPlan declared) {
        return new Planner(this).plan(declared);
    }

    /** Whether calls are governed at all. */
    public boolean enabled() {
        return common(SettingTable.ENABLED).value().equals("true");
    }

    /** The settings that belong to no policy. */
    public RuntimeSettings settings() {
        return RuntimeSettings.of(settled());
    }

    /** Everything that was wrong when it was read; for each the next layer's value is in force. */
    public List<ConfigProblem> problems() {
        return Stream.concat(problems.stream(), settled().problems().stream()).toList();
    }

    /** The values in force of all keys that belong to no policy. */
    SettingValues settled() {
        return SettingValues.of(this);
    }

    /** This view with other overrides, which are its highest layer. */
    ConfigView withOverrides(Settings overrides) {
        List<Settings> replaced = new ArrayList<>(layers);
        replaced.set(0, overrides);
        return new ConfigView(replaced, problems);
    }

    /** Nanoseconds between two looks at the files; 0: never. */
    long pollNanos() {
        return Durations.parse(common(SettingTable.POLL).value());
    }

    /** What is in force for a key without a name, apart from what contradicts others. */
    Sourced common(SettingLine line) {
        Sourced standard = new Sourced(line.standard(), Origin.BUILT_IN, null);
        Key key = new Key.Plain(line, "");
        return find(key, problem -> {}).stream()
                .findFirst()
                .map(setting -> new Sourced(setting.value(), setting.origin(), standard))
                .orElse(standard);
    }

    /** What the layers say of a key, the highest first. */
    List<Setting> find(Key key, Consumer<ConfigProblem> problems) {
        List<Setting> found = new ArrayList<>();
        for (Settings layer : layers) {
            Setting setting = layer.find(key, problems);
            if (setting != null) {
                found.add(setting);
            }
        }
        return found;
    }

    /** Keys that belong to no policy and have a name that only an environment variable speaks of. */
    Collection<Key.Plain> guesses() {
        return layers.stream().flatMap(layer -> layer.guesses().stream()).toList();
    }

    /** Variables that may be an instance's, and whose instance nobody has asked about. */
    Collection<String> unclaimed() {
        return layers.stream().flatMap(layer -> layer.unclaimed().stream()).toList();
    }

    /** Every setting that is known without asking. */
    Collection<Setting> known() {
        return layers.stream().flatMap(layer -> layer.known().stream()).toList();
    }
}
