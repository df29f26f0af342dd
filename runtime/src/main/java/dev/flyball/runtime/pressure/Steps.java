package dev.flyball.runtime.pressure;

import java.util.concurrent.TimeUnit;

/**
 * The level that a pressure has led to, with hysteresis: up after two samples in a row, over any number of steps, and at
 * once to EMERGENCY; down one step at a time, each after the pressure has been 0.07 below the level for 15 s. For
 * whoever publishes a level of something of its own. Not thread-safe.
 */
public final class Steps {

    /** How far below a level the pressure must be before the level can fall. */
    public static final double MARGIN = 0.07;

    /** How long it must be there, for each step, in nanoseconds. */
    public static final long DWELL = TimeUnit.SECONDS.toNanos(15);

    private double margin = MARGIN;
    private long dwell = DWELL;
    private PressureLevel level = PressureLevel.NORMAL;

    /** What the sample before said, where that was above the level; else the level. */
    private PressureLevel announced = PressureLevel.NORMAL;

    private boolean calm;
    private long calmSince;

    /** At NORMAL. */
    public Steps() {}

    /** From now on with another margin, and another dwell in nanoseconds. */
    public void pace(double newMargin, long newDwell) {
        margin = newMargin;
        dwell = newDwell;
    }

    /** The level now. */
    public PressureLevel level() {
        return level;
    }

    /** Takes a sample at a reading of the clock. */
    public PressureLevel next(double pressure, long now) {
        return next(pressure, now, false);
    }

    /**
     * Takes a sample at a reading of the clock.
     *
     * @param certain whether this sample alone may raise the level, since what it saw is no noise
     */
    public PressureLevel next(double pressure, long now, boolean certain) {
        PressureLevel wanted = PressureLevel.of(pressure);
        if (wanted.compareTo(level) > 0) {
            calm = false;
            rise(wanted, certain || wanted == PressureLevel.EMERGENCY);
        } else {
            announced = level;
            fall(pressure, now);
        }
        return level;
    }

    /** Nanoseconds from {@code now} until the level can be milder at the earliest: 0 at NORMAL, else above 0. */
    public long easesAfter(long now) {
        if (level == PressureLevel.NORMAL) {
            return 0;
        }
        return calm ? Math.max(1, dwell - (now - calmSince)) : Math.max(1, dwell);
    }

    private void rise(PressureLevel wanted, boolean atOnce) {
        PressureLevel twice = wanted.compareTo(announced) < 0 ? wanted : announced;
        level = atOnce ? wanted : twice.compareTo(level) > 0 ? twice : level;
        announced = wanted;
    }

    private void fall(double pressure, long now) {
        if (level == PressureLevel.NORMAL || pressure >= level.from() - margin) {
            calm = false;
        } else if (!calm) {
            calm = true;
            calmSince = now;
        } else if (now - calmSince >= dwell) {
            level = level.milder();
            announced = level;
            calmSince = now;
        }
    }
}
