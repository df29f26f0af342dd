package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.PressureSettings.text;
import static dev.flyball.runtime.config.PressureSettings.upper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How work is made smaller under pressure, by the name of the knob that is turned. */
public record DegradationSettings(Map<String, KnobSettings> knobs) {

    /** Keeps a copy of the map in its order. */
    public DegradationSettings {
        knobs = Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
    }

    /**
     * One knob, as far as configuration speaks of it.
     *
     * @param from the level from which it turns, such as {@code HIGH}
     * @param elevated the share that it leaves at that level, and so on
     */
    public record KnobSettings(
            Optional<String> from,
            OptionalDouble elevated,
            OptionalDouble high,
            OptionalDouble critical,
            OptionalDouble emergency) {}

    static DegradationSettings of(SettingValues values) {
        return new DegradationSettings(RuntimeSettings.byName(
                values,
                SettingTable.KNOB_FROM,
                knob -> new KnobSettings(
                        Optional.of(upper(text(values, SettingTable.KNOB_FROM, knob)))
                                .filter(level -> !level.isEmpty()),
                        share(text(values, SettingTable.KNOB_ELEVATED, knob)),
                        share(text(values, SettingTable.KNOB_HIGH, knob)),
                        share(text(values, SettingTable.KNOB_CRITICAL, knob)),
                        share(text(values, SettingTable.KNOB_EMERGENCY, knob)))));
    }

    static OptionalDouble share(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }
}
