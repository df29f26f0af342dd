package dev.flyball.runtime.pressure;

import java.util.concurrent.TimeUnit;

/**
 * The level that a pressure has led to, with hysteresis: up after two samples in a row, over any number of steps, and at
 * once to EMERGENCY; down one step at a time, each after the pressure has been 0.07 below the level for 15 s. Not
 * thread-safe.
 */
final class Steps {

    static final double MARGIN = 0.07;
    static final long DWELL = TimeUnit.SECONDS.toNanos(15);

    private PressureLevel level = PressureLevel.NORMAL;

    /** What the sample before said, where that was above the level; else the level. */
    private PressureLevel announced = PressureLevel.NORMAL;

    private boolean calm;
    private long calmSince;

    PressureLevel level() {
        return level;
    }

    /** Takes a sample at a reading of the clock. */
    PressureLevel next(double pressure, long now) {
        PressureLevel wanted = PressureLevel.of(pressure);
        if (wanted.compareTo(level) > 0) {
            calm = false;
            rise(wanted);
        } else {
            announced = level;
            fall(pressure, now);
        }
        return level;
    }

    private void rise(PressureLevel wanted) {
        PressureLevel twice = wanted.compareTo(announced) < 0 ? wanted : announced;
        level = wanted == PressureLevel.EMERGENCY ? wanted : twice.compareTo(level) > 0 ? twice : level;
        announced = wanted;
    }

    private void fall(double pressure, long now) {
        if (level == PressureLevel.NORMAL || pressure >= level.from() - MARGIN) {
            calm = false;
        } else if (!calm) {
            calm = true;
            calmSince = now;
        } else if (now - calmSince >= DWELL) {
            level = level.milder();
            announced = level;
            calmSince = now;
        }
    }
}
