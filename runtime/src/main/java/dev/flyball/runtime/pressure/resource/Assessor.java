package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Smoothing;
import dev.flyball.runtime.pressure.Steps;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Comes from the signals of one look to a reading: weighs, smooths, foresees, steps, and keeps an old number from
 * latching.
 *
 * <p>The latch: at a high level little is let in, so little is allocated, so no collection runs, so live memory stays
 * what it was measured last, for ever. Hence, when live memory leads and was measured more than 10 s ago, the reading is
 * {@linkplain ResourceReading#latched latched}, and whoever sheds lets a little through in full; after 30 s the
 * measurement is disowned, and counts no more until there is another. A level that was forced arms none of this.
 *
 * <p>Used by one thread at a time, that of the looks.
 */
final class Assessor {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Weighing weighing = new Weighing();
    private final PauseShare pauses = new PauseShare();
    private final Foresight foresight = new Foresight();
    private final Steps steps = new Steps();
    private boolean begun;
    private long last;
    private double memory;
    private double cpu;
    private long stallsThen;
    private long deathsThen;
    private boolean disowned;
    private long disownedTakenAt;
    private boolean armed;

    Foresight foresight() {
        return foresight;
    }

    /** Whether live memory leads and is too old to be believed without doubt. */
    boolean armed() {
        return armed;
    }

    long easesAfter(long now) {
        return steps.easesAfter(now);
    }

    /**
     * The reading of these signals.
     *
     * @param held whether a level is forced
     */
    ResourceReading next(Raw raw, ResourceSpec spec, boolean held, long now) {
        Pace pace = spec.pace();
        long since = begun ? now - last : 0;
        double collecting = pauses.next(raw.pausedMillis, now, pace.pauses().toNanos());
        long stalls = begun ? Math.max(raw.allocationStalls - stallsThen, 0) : 0;
        long deaths = begun ? Math.max(raw.outOfMemory - deathsThen, 0) : 0;
        stallsThen = raw.allocationStalls;
        deathsThen = raw.outOfMemory;
        if (disowned && raw.liveTakenAt() != disownedTakenAt) {
            disowned = false;
        }

        weighing.cpu(raw, spec);
        cpu = smoothed(cpu, since, pace);
        double cpuRaw = weighing.most();
        Signal cpuLeading = weighing.leading();

        weighing.memory(raw, spec, collecting, stalls, deaths, !disowned);
        long age = raw.live == null ? 0 : Math.max(now - raw.liveTakenAt(), 0);
        boolean leads = weighing.leading().isLive() && weighing.most() >= cpu && !held;
        if (leads
                && steps.level() != PressureLevel.NORMAL
                && age >= pace.disowned().toNanos()) {
            disowned = true;
            disownedTakenAt = raw.liveTakenAt();
            leads = false;
            weighing.memory(raw, spec, collecting, stalls, deaths, false);
            memory = weighing.most(); // not smoothed: its loss is no event of the heap
        } else {
            memory = smoothed(memory, since, pace);
        }
        boolean certain = weighing.certain();

        double sensed = Math.max(memory, cpu);
        boolean fresh = !disowned && age < pace.stale().toNanos();
        Forecast forecast = foresight.next(
                Weighing.share(raw, spec), raw.live == null ? 0 : raw.live.collections(), sensed, fresh, spec, now);
        double pressure = forecast.acting() ? Math.max(sensed, foresight.worth(spec)) : sensed;

        steps.pace(pace.margin(), pace.dwell().toNanos());
        PressureLevel level = steps.next(pressure, now, certain);
        begun = true;
        last = now;
        armed = leads && age >= pace.stale().toNanos() && level != PressureLevel.NORMAL;
        boolean between = level != PressureLevel.NORMAL && level != PressureLevel.EMERGENCY;
        boolean latched = !held && between && (armed || disowned);
        return new ResourceReading(
                now,
                level,
                null,
                pressure,
                forecast.acting() ? Signal.FORECAST : memory >= cpu ? weighing.leading() : cpuLeading,
                memoryReading(raw, spec, collecting, stalls, deaths, age),
                new CpuReading(
                        cpu,
                        cpuRaw,
                        cpuLeading,
                        raw.processors,
                        raw.cpuUsed,
                        raw.queueing,
                        raw.cpuStalled,
                        raw.ownGroup,
                        raw.runQueue,
                        raw.throttled),
                forecast,
                latched,
                false);
    }

    private double smoothed(double before, long since, Pace pace) {
        double most = weighing.most();
        if (!begun || (weighing.certain() && most > before)) {
            return most;
        }
        Duration constant = most > before ? pace.rising() : pace.falling();
        return Smoothing.next(before, most, since, (double) constant.toNanos());
    }

    private MemoryReading memoryReading(
            Raw raw, ResourceSpec spec, double collecting, long stalls, long deaths, long age) {
        LiveMemory.Sample live = raw.live;
        return new MemoryReading(
                memory,
                weighing.most(),
                weighing.leading(),
                Weighing.share(raw, spec),
                live == null ? 0 : live.live(),
                live == null ? Runtime.getRuntime().maxMemory() : live.max(),
                live == null ? Double.NaN : age / SECOND,
                raw.old,
                collecting,
                stalls,
                raw.container,
                raw.memoryStalled,
                deaths,
                raw.heapUsed,
                disowned);
    }
}
