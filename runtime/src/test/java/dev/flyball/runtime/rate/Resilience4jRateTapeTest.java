package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Beside resilience4j's limiter, which gives its permits anew at the beginning of each cycle. Where calls come at the
 * beginnings of cycles only, that is a sliding window, and the two let the same calls pass, at once or after the same
 * wait. Where they do not it lets two quotas pass back to back, and ours does not: that difference is on purpose.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what follows an admission here cannot fail
class Resilience4jRateTapeTest {

    private static final int PERIOD = 1000;

    private final ManualClock clock = new ManualClock();
    private final List<Runnable> waits = new ArrayList<>();

    private RateLimiter theirs(int permits, long timeout) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(permits)
                .limitRefreshPeriod(Duration.ofNanos(PERIOD))
                .timeoutDuration(Duration.ofNanos(timeout))
                .build();
        return new AtomicRateLimiter("theirs", config, clock::nanos);
    }

    private RateLimit ours(int permits) {
        return RateLimit.of("ours", new WindowSpec(permits, PERIOD), Signals.USUAL, clock, new ManualAlarm(clock));
    }

    @Test
    void callsAtTheBeginningsOfCyclesPassAlike() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int permits = 1 + random.nextInt(6);
            RateLimiter theirs = theirs(permits, 0);
            RateLimit ours = ours(permits);
            for (int step = 0; step < 100; step++) {
                int wanted = 1 + random.nextInt(3);
                assertThat(ours.tryAcquire(wanted)).as("seed %d", seed).isEqualTo(theirs.acquirePermission(wanted));
                clock.advance((long) PERIOD * (random.nextInt(3) / 2 + random.nextInt(6) / 5));
            }
        }
    }

    @Test
    void callsAtTheBeginningsOfCyclesWaitAlike() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int permits = 1 + random.nextInt(4);
            long maxWait = (long) PERIOD * random.nextInt(5);
            RateLimiter theirs = theirs(permits, maxWait);
            RateLimit ours = ours(permits);
            for (int step = 0; step < 60; step++) {
                long theirWait = theirs.reservePermission(1);
                CompletableFuture<@Nullable Void> future = ours.acquireLater(Duration.ofNanos(maxWait));
                String where = "seed " + seed + ", step " + step;
                assertThat(future.isCompletedExceptionally()).as(where).isEqualTo(theirWait < 0);
                if (theirWait >= 0) {
                    long due = clock.nanos() + theirWait;
                    long[] went = {-1};
                    future.thenRun(() -> went[0] = clock.nanos());
                    waits.add(() -> assertThat(went[0]).as(where).isEqualTo(due));
                }
                clock.advance((long) PERIOD * (random.nextInt(4) / 3));
            }
            clock.advance(10L * PERIOD);
            waits.forEach(Runnable::run);
            waits.clear();
        }
    }

    @Test
    void twoQuotasBackToBackPassTheirCyclesButNotOurWindow() {
        RateLimiter theirs = theirs(10, 0);
        RateLimit ours = ours(10);
        clock.advance(PERIOD - 1);
        int passedTheirs = passed(theirs::acquirePermission);
        int passedOurs = passed(ours::tryAcquire);
        clock.advance(1);
        assertThat(passedTheirs + passed(theirs::acquirePermission)).isEqualTo(20);
        assertThat(passedOurs + passed(ours::tryAcquire)).isEqualTo(10);
    }

    private interface Try {
        boolean now();
    }

    private static int passed(Try limit) {
        int passed = 0;
        while (limit.now()) {
            passed++;
        }
        return passed;
    }
}
