package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.List;

/** Levels of pressure as numbers, from 0 for NORMAL to 4 for EMERGENCY. */
final class Levels {

    static final int WORST = 4;

    private static final List<PressureLevel> ALL = List.of(PressureLevel.values());

    private Levels() {}

    static int number(PressureLevel level) {
        return switch (level) {
            case NORMAL -> 0;
            case ELEVATED -> 1;
            case HIGH -> 2;
            case CRITICAL -> 3;
            case EMERGENCY -> WORST;
        };
    }

    /** The level of that number, or the nearest one. */
    static PressureLevel of(int number) {
        return ALL.get(Math.max(0, Math.min(number, WORST)));
    }
}
