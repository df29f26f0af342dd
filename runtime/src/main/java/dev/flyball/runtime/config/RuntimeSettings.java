package dev.flyball.runtime.config;

import dev.flyball.model.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings that belong to no policy, as they are in force in one {@link ConfigView}: plain numbers and words, in the
 * units of their types. What is empty is left to the engine. Immutable; two views that say the same have equal settings.
 */
public record RuntimeSettings(
        PressureSettings pressure,
        DegradationSettings degradation,
        AllocationSettings allocation,
        AlertSettings alerts,
        MetricsSettings metrics,
        HealthSettings health) {

    static RuntimeSettings of(SettingValues values) {
        return new RuntimeSettings(
                PressureSettings.of(values),
                DegradationSettings.of(values),
                AllocationSettings.of(values),
                AlertSettings.of(values),
                new MetricsSettings(isOn(values, SettingTable.EXECUTORS)),
                new HealthSettings(isOn(values, SettingTable.MAY_FAIL)));
    }

    /** How calls are measured. */
    public record MetricsSettings(boolean executors) {}

    /** How health is told. */
    public record HealthSettings(boolean mayFail) {}

    static boolean isOn(SettingValues values, SettingLine line) {
        return isOn(values.value(line, "").value());
    }

    static boolean isOn(String word) {
        return word.equals("true") || word.equals("on");
    }

    static Duration time(String text) {
        return Duration.ofNanos(Durations.parse(text));
    }

    static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    /** One value for each name that is spoken of beside the line, in alphabetical order. */
    static <T> Map<String, T> byName(SettingValues values, SettingLine line, Function<String, T> maker) {
        Map<String, T> all = new LinkedHashMap<>();
        values.names(line).forEach(name -> all.put(name, maker.apply(name)));
        return all;
    }
}
