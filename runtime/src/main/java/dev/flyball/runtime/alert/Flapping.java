package dev.flyball.runtime.alert;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each level of pressure changes. Guarded by the lock of {@link Alerts}. */
final class Flapping {

    private final Map<String, Flaps> flaps = new LinkedHashMap<>();
    private final Scales scales;

    Flapping(Scales scales) {
        this.scales = scales;
    }

    /** The level of that name now. */
    void now(String name, PressureLevel level, Round round) {
        Flaps changes = flaps.computeIfAbsent(name, fresh -> new Flaps());
        if (changes.now(level, round.now())) {
            scales.weigh(AlertRule.FLAPPING, name, changes.count(), telling(name, changes), round);
            await(changes, round);
        }
    }

    /** Time has passed, and changes grow old. */
    void look(Round round) {
        flaps.forEach((name, changes) -> {
            if (changes.forget(round.now())) {
                scales.amend(AlertRule.FLAPPING, name, changes.count(), telling(name, changes), round);
            }
            await(changes, round);
        });
    }

    private void await(Flaps changes, Round round) {
        if (scales.rules().reaches(AlertRule.FLAPPING, changes.count())) {
            round.again(changes.due(round.now()));
        }
    }

    private static Telling telling(String name, Flaps changes) {
        int count = changes.count();
        String text = "the level of " + name + " changed " + count + " times within a minute";
        return Telling.of(text, Map.of("changes", (double) count));
    }
}
