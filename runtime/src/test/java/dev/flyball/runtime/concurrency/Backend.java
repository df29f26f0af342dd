package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.time.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A callee with a few workers and a queue before them, under more load than it can bear: whenever the limit lets a call
 * through, there is one. Each call takes a worker the same time. Moves its clock by milliseconds.
 */
final class Backend {

    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ManualClock clock;
    private final AdaptiveLimit limit;
    private final int workers;
    private int serviceMillis;
    private boolean dropsAll;
    private final Queue<AdaptivePermit> queue = new ArrayDeque<>();
    private final List<Job> running = new ArrayList<>();
    private long now;
    long served;

    private record Job(AdaptivePermit permit, long end) {}

    Backend(ManualClock clock, AdaptiveLimit limit, int workers, int serviceMillis) {
        this.clock = clock;
        this.limit = limit;
        this.workers = workers;
        this.serviceMillis = serviceMillis;
    }

    void takes(int millis) {
        serviceMillis = millis;
    }

    void dropsAll(boolean all) {
        dropsAll = all;
    }

    /** Goes on for a while; answers the mean limit. */
    double run(Duration span) {
        double sum = 0;
        for (int i = 0; i < span.millis; i++) {
            running.removeIf(this::ended);
            for (AdaptivePermit next = limit.tryAcquire(); next != null; next = limit.tryAcquire()) {
                queue.add(next);
            }
            while (running.size() < workers && !queue.isEmpty()) {
                running.add(new Job(queue.remove(), now + serviceMillis));
            }
            sum += limit.limit();
            now++;
            clock.advance(MS);
        }
        return sum / span.millis;
    }

    private boolean ended(Job job) {
        if (job.end > now) {
            return false;
        }
        served++;
        if (dropsAll) {
            job.permit.drop();
        } else {
            job.permit.success();
        }
        return true;
    }

    record Duration(int millis) {}

    static Duration seconds(double seconds) {
        return new Duration((int) (seconds * 1000));
    }
}
