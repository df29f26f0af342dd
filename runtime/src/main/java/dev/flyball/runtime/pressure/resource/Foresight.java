package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the trend of live memory adds to the pressure: what live memory will be worth in 30 s, but HIGH at most, since
 * what is foreseen must not take from anybody what only real trouble may. Keeps account of whether it was right: a
 * forecast that has raised the pressure is a hit if memory alone comes to that level within twice the time, else a false
 * alarm. Used by one thread at a time; the counts are read by anybody.
 */
final class Foresight {

    /** Below CRITICAL. */
    private static final double CAP = 0.84;

    private static final long JUDGED = TimeUnit.SECONDS.toNanos(60);

    /** What live memory must not come to. */
    private static final double FULL = 0.95;

    private final Trend trend = new Trend();
    private final LongAdder hits = new LongAdder();
    private final LongAdder falseAlarms = new LongAdder();
    private long collections = -1;
    private boolean open;
    private long openSince;
    private PressureLevel expected = PressureLevel.NORMAL;

    long hits() {
        return hits.sum();
    }

    long falseAlarms() {
        return falseAlarms.sum();
    }

    /**
     * Takes live memory's share, if it has been measured anew.
     *
     * @param pressure the pressure without foresight
     * @param counts whether the last measurement is recent enough to be believed
     */
    Forecast next(double share, long measurement, double pressure, boolean counts, ResourceSpec spec, long now) {
        if (!spec.prediction() || spec.model() == ResourceSpec.Model.PLAIN || Double.isNaN(share)) {
            trend.clear();
            judge(pressure, now);
            return Forecast.NONE;
        }
        if (measurement != collections) {
            collections = measurement;
            trend.next(share, now);
        }
        boolean significant = trend.significant(now);
        double worth = significant && counts ? worth(spec) : 0;
        boolean acting = PressureLevel.of(worth).compareTo(PressureLevel.of(pressure)) > 0;
        if (acting && !open) {
            open = true;
            openSince = now;
            expected = PressureLevel.of(worth);
        }
        judge(pressure, now);
        return new Forecast(
                trend.level(), trend.slope(), trend.soon(), trend.until(FULL), trend.noise(), significant, acting);
    }

    /** The pressure that is foreseen. */
    double worth(ResourceSpec spec) {
        return Math.min(CAP, spec.curves().live().at(trend.soon()));
    }

    private void judge(double pressure, long now) {
        if (open && PressureLevel.of(pressure).atLeast(expected)) {
            open = false;
            hits.increment();
        } else if (open && now - openSince >= JUDGED) {
            open = false;
            falseAlarms.increment();
        }
    }
}
