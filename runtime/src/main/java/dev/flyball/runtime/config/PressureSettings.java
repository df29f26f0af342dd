package dev.flyball.runtime.config;

import dev.flyball.model.Sizes;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How pressure is sensed, and who gives way to it.
 *
 * @param model {@code CALIBRATED} or {@code PLAIN}
 * @param maxMemory bytes; empty: the maximum heap
 * @param sample between two looks while nothing presses
 * @param force the level that is in force whatever is sensed, such as {@code HIGH}; empty: the sensed one
 * @param importance {@code ESSENTIAL}, {@code ORDINARY}, {@code MINOR} or {@code IGNORED}, by controller
 * @param follow by limit
 */
public record PressureSettings(
        String model,
        OptionalLong maxMemory,
        Duration sample,
        boolean prediction,
        boolean collect,
        Optional<String> force,
        Map<String, String> importance,
        Map<String, FollowSettings> follow) {

    /** Keeps copies of the maps in their order. */
    public PressureSettings {
        importance = Collections.unmodifiableMap(new LinkedHashMap<>(importance));
        follow = Collections.unmodifiableMap(new LinkedHashMap<>(follow));
    }

    /** Whose pressure holds a limit down, and how far. */
    public record FollowSettings(List<String> controllers, double from, double to, double floor, Duration recovery) {

        /** Keeps a copy of the list. */
        public FollowSettings {
            controllers = List.copyOf(controllers);
        }
    }

    static PressureSettings of(SettingValues values) {
        String force = text(values, SettingTable.FORCE, "");
        Map<String, String> importance = new LinkedHashMap<>();
        values.names(SettingTable.IMPORTANCE)
                .forEach(name -> importance.put(name, upper(text(values, SettingTable.IMPORTANCE, name))));
        importance.values().removeIf(String::isEmpty);
        Map<String, FollowSettings> follow =
                RuntimeSettings.byName(values, SettingTable.FOLLOW_CONTROLLERS, limit -> follow(values, limit));
        follow.values().removeIf(rule -> rule.controllers().isEmpty());
        return new PressureSettings(
                upper(text(values, SettingTable.MODEL, "")),
                size(text(values, SettingTable.MAX_MEMORY, "")),
                RuntimeSettings.time(text(values, SettingTable.SAMPLE, "")),
                RuntimeSettings.isOn(values, SettingTable.PREDICTION),
                RuntimeSettings.isOn(values, SettingTable.COLLECT),
                force.equals("none") ? Optional.empty() : Optional.of(upper(force)),
                importance,
                follow);
    }

    private static FollowSettings follow(SettingValues values, String limit) {
        return new FollowSettings(
                RuntimeSettings.list(text(values, SettingTable.FOLLOW_CONTROLLERS, limit)),
                Double.parseDouble(text(values, SettingTable.FOLLOW_FROM, limit)),
                Double.parseDouble(text(values, SettingTable.FOLLOW_TO, limit)),
                Double.parseDouble(text(values, SettingTable.FOLLOW_FLOOR, limit)),
                RuntimeSettings.time(text(values, SettingTable.FOLLOW_RECOVERY, limit)));
    }

    static String text(SettingValues values, SettingLine line, String name) {
        return values.value(line, name).value();
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    static OptionalLong size(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Sizes.parse(text));
    }
}
