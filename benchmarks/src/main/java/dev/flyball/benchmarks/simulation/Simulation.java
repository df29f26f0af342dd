package dev.flyball.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of one scenario with one kind of limiter.
 *
 * <p>Three things happen: a call arrives and is admitted or vanishes, a call finishes, a step of time ends. Arrivals,
 * service times and the choice among several limiters have dice of their own, so that with one seed all kinds of
 * limiter meet the same callers. No event allocates, but for what the limiters do.
 */
final class Simulation {

    private static final long SECOND = 1_000_000_000L;

    private final Scenario scenario;
    private final VirtualClock clock = new VirtualClock();
    private final Limiter[] limiters;
    private final Dice arrivals;
    private final Dice choices;
    private final Backend backend;

    /** Calls in flight lie in slots; those of the free ones are stacked. */
    private @Nullable Object[] permits = new @Nullable Object[0];

    private long[] starts = new long[0];
    private int[] owners = new int[0];
    private int[] free = new int[0];
    private int freeSlots;

    private long now = clock.nanos();
    private Tally step = new Tally();
    private final List<Outcome.Point> points = new ArrayList<>();

    private Simulation(Scenario scenario, Kind kind, long seed) {
        this.scenario = scenario;
        this.limiters = new Limiter[scenario.limiters()];
        for (int one = 0; one < limiters.length; one++) {
            PeerDice.seed(seed * limiters.length + one);
            limiters[one] = kind.limiter(clock, scenario.initial());
        }
        this.arrivals = new Dice(3 * seed);
        this.choices = new Dice(3 * seed + 1);
        this.backend = new Backend(scenario.shape(), new Dice(3 * seed + 2));
    }

    static Outcome run(Scenario scenario, Kind kind, long seed) {
        return new Simulation(scenario, kind, seed).run();
    }

    private Outcome run() {
        List<Tally> tallies = new ArrayList<>();
        for (Phase phase : scenario.phases()) {
            tallies.add(run(phase));
        }
        return new Outcome(tallies, points);
    }

    private Tally run(Phase phase) {
        Tally tally = new Tally();
        backend.become(phase.workers(), phase.serviceMillis() * 1e6, now);
        double gap = SECOND / phase.callsPerSecond();
        // A Poisson stream has no memory, so the next arrival may be drawn anew.
        long arrival = now + arrivalAfter(gap);
        long end = now + phase.seconds() * SECOND;
        while (now < end) {
            long stepEnd = now + scenario.pointSeconds() * SECOND;
            arrival = runUntil(stepEnd, arrival, gap, phase.lossy());
            points.add(new Outcome.Point(
                    (stepEnd - 1) / 1e9 - scenario.pointSeconds() / 2.0, step.limit(), step.latencyMillis(0.99)));
            tally.add(step);
            step = new Tally();
        }
        return tally;
    }

    private long runUntil(long stepEnd, long firstArrival, double gap, boolean lossy) {
        long arrival = firstArrival;
        for (; ; ) {
            long finish = backend.nextFinish();
            if (Math.min(arrival, finish) >= stepEnd) {
                moveTo(stepEnd);
                return arrival;
            }
            if (finish <= arrival) {
                moveTo(finish);
                finish(lossy);
            } else {
                moveTo(arrival);
                arrive();
                arrival = now + arrivalAfter(gap);
            }
        }
    }

    private void moveTo(long time) {
        step.passed(time - now, backend.inFlight());
        now = time;
        clock.moveTo(time);
    }

    private long arrivalAfter(double mean) {
        return Math.max(1, (long) (mean * arrivals.exponential()));
    }

    private void arrive() {
        int owner = limiters.length == 1 ? 0 : choices.below(limiters.length);
        Limiter limiter = limiters[owner];
        Object permit = limiter.tryAcquire();
        step.arrived(limiter.limit(), permit != null);
        if (permit != null) {
            int call = takeSlot();
            permits[call] = permit;
            starts[call] = now;
            owners[call] = owner;
            backend.submit(call, now);
        }
    }

    private void finish(boolean lossy) {
        int call = backend.finish(now);
        Limiter limiter = limiters[owners[call]];
        Object permit = permits[call];
        permits[call] = null;
        free[freeSlots++] = call;
        step.finished(now - starts[call], !lossy);
        if (permit == null) {
            throw new IllegalStateException("call " + call + " finished twice");
        }
        if (lossy) {
            limiter.drop(permit);
        } else {
            limiter.success(permit);
        }
    }

    private int takeSlot() {
        if (freeSlots == 0) {
            int old = starts.length;
            int larger = Math.max(1024, 2 * old);
            permits = Arrays.copyOf(permits, larger);
            starts = Arrays.copyOf(starts, larger);
            owners = Arrays.copyOf(owners, larger);
            free = Arrays.copyOf(free, larger);
            for (int slot = old; slot < larger; slot++) {
                free[freeSlots++] = slot;
            }
        }
        return free[--freeSlots];
    }
}
