package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises R1 to R9 of a rate limit, each over many random histories. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows an admission here cannot fail
class RatePropertiesTest {

    private static final int SEEDS = 300;

    @Test
    void aBucketDoesWhatItsNaiveTwinDoes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Twins(seed).run(200);
        }
    }

    @Test
    void noSpanOfTimeSeesMoreThanTheBurstAndWhatCameBack() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(random.nextLong());
            long origin = clock.nanos();
            RateSpec spec = new RateSpec(1 + random.nextInt(7), 1 + random.nextInt(100), 1 + random.nextInt(5));
            List<Runnable> unrung = new ArrayList<>();
            ManualAlarm punctual = new ManualAlarm(clock);
            Alarm late = (deadline, task) -> punctual.at(deadline, () -> unrung.add(task));
            TokenBucket bucket = new TokenBucket("r1", spec, clock, random.nextBoolean() ? punctual : late);
            List<Long> admitted = new ArrayList<>();
            for (int step = 0; step < 150; step++) {
                if (random.nextInt(4) == 0) {
                    List.copyOf(unrung).forEach(Runnable::run);
                    unrung.clear();
                }
                if (random.nextInt(3) == 0) {
                    bucket.acquireLater(Duration.ofNanos(random.nextInt(200))).whenComplete((went, refused) -> {
                        if (refused == null) {
                            admitted.add(clock.nanos() - origin);
                        }
                    });
                } else if (bucket.tryAcquire()) {
                    admitted.add(clock.nanos() - origin);
                }
                move(clock, random);
            }
            assertNoSpanExceeds(spec, admitted, seed);
        }
    }

    /** Mostly a little, sometimes so far that alarms ring late. */
    private static void move(ManualClock clock, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> clock.set(clock.nanos() + random.nextInt(500));
            case 1, 2 -> clock.advance(random.nextInt(50));
            default -> clock.advance(random.nextInt(4));
        }
    }

    private static void assertNoSpanExceeds(RateSpec spec, List<Long> admitted, int seed) {
        for (int from = 0; from < admitted.size(); from++) {
            for (int to = from; to < admitted.size(); to++) {
                long span = admitted.get(to) - admitted.get(from);
                long cameBack = span * spec.permits() / spec.perNanos();
                assertThat(to - from + 1L)
                        .as("seed %d, %s, %d ns", seed, spec, span)
                        .isLessThanOrEqualTo(spec.burst() + cameBack);
            }
        }
    }

    @Test
    void underSaturationTheRateIsReached() {
        for (long perSecond : new long[] {1, 3, 7, 999, 333_333}) {
            ManualClock clock = new ManualClock();
            TokenBucket bucket = new TokenBucket(
                    "r3", RateSpec.of(perSecond, Duration.ofSeconds(1)).withBurst(1), clock);
            long admitted = 0;
            while (clock.nanos() < 3_000_000_000L) {
                long answer = bucket.cell().admit(clock.nanos());
                if (answer >= 0) {
                    admitted++;
                } else {
                    clock.set(clock.nanos() + Gate.retryAfter(answer));
                }
            }
            assertThat(admitted).isBetween(perSecond * 297 / 100, perSecond * 3 + 1);
        }
    }

    @Test
    void aClockThatStepsBothWaysNeitherOpensNorShutsABucket() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(Long.MAX_VALUE - random.nextInt(1000));
            TokenBucket bucket = new TokenBucket("r4", new RateSpec(1, 10, 3), clock);
            long forward = 0;
            long admitted = 0;
            for (int step = 0; step < 200; step++) {
                long by = random.nextInt(4) == 0 ? -random.nextInt(1_000_000) : random.nextInt(60);
                clock.set(clock.nanos() + by);
                forward += Math.max(by, 0);
                admitted += bucket.tryAcquire() ? 1 : 0;
                assertThat(admitted).as("seed %d", seed).isLessThanOrEqualTo(3 + forward / 10);
            }
            bucket.tryAcquire();
            clock.advance(30);
            assertThat(bucket.tryAcquire()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void changesOfTheLimitGiveNothingAway() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock();
            RateSpec first = spec(random);
            TokenBucket bucket = new TokenBucket("r5", first, clock);
            bucket.tryAcquire(1 + random.nextInt((int) first.burst()));
            long before = bucket.availablePermits();
            for (int i = 0; i < 10; i++) {
                bucket.change(spec(random));
            }
            bucket.change(first);
            assertThat(bucket.availablePermits()).as("seed %d", seed).isBetween(before - 1, before);
        }
    }

    private static RateSpec spec(Random random) {
        return new RateSpec(1 + random.nextInt(1000), 1 + random.nextInt(1_000_000), 1 + random.nextInt(100));
    }

    @Test
    void aLoneRetryAfterExactlyRetryAfterSucceeds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(random.nextLong());
            TokenBucket bucket = new TokenBucket("r9", spec(random), clock);
            for (int i = 0; i < 50; i++) {
                long answer = bucket.cell().admit(clock.nanos());
                if (answer < 0) {
                    clock.set(clock.nanos() + Gate.retryAfter(answer));
                    assertThat(bucket.tryAcquire()).as("seed %d", seed).isTrue();
                }
                clock.set(clock.nanos() + random.nextInt(3));
            }
        }
    }

    /** One random history, told to a bucket and to its twin. */
    private static final class Twins {

        private record Waiting(CompletableFuture<@Nullable Void> future, NaiveBucket.Waiter twin, AtomicLong wentAt) {}

        private final String seed;
        private final Random random;
        private final ManualClock clock = new ManualClock();
        private final TokenBucket bucket;
        private final NaiveBucket naive;
        private final List<Waiting> waiting = new ArrayList<>();

        Twins(int seed) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            int nanosPerPermit = 1 + random.nextInt(20);
            int burst = 1 + random.nextInt(5);
            this.bucket =
                    new TokenBucket("twin", new RateSpec(1, nanosPerPermit, burst), clock, new ManualAlarm(clock));
            this.naive = new NaiveBucket(nanosPerPermit, burst);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> take(1 + random.nextInt(2));
                    case 1 -> join(random.nextInt(100));
                    case 2 -> leave();
                    default -> advance(random.nextInt(15));
                }
                compare();
            }
        }

        private void take(int permits) {
            assertThat(bucket.tryAcquire(permits)).as(seed).isEqualTo(naive.take(permits));
        }

        private void join(int maxWait) {
            CompletableFuture<@Nullable Void> future = bucket.acquireLater(Duration.ofNanos(maxWait));
            NaiveBucket.Waiter twin = naive.join(1, maxWait);
            assertThat(future.isCompletedExceptionally()).as(seed).isEqualTo(twin == null);
            if (twin != null) {
                AtomicLong wentAt = new AtomicLong(-1);
                future.whenComplete((went, refused) -> wentAt.set(refused == null ? clock.nanos() : -1));
                waiting.add(new Waiting(future, twin, wentAt));
            }
        }

        private void leave() {
            if (!waiting.isEmpty()) {
                Waiting one = waiting.get(random.nextInt(waiting.size()));
                if (one.future.cancel(false)) {
                    naive.leave(one.twin);
                }
            }
        }

        private void advance(int nanos) {
            clock.advance(nanos);
            naive.advance(nanos);
        }

        private void compare() {
            for (Waiting one : waiting) {
                assertThat(one.wentAt.get()).as(seed).isEqualTo(one.twin.wentAt());
            }
            waiting.removeIf(one -> one.future.isDone());
            assertThat(bucket.availablePermits()).as(seed).isEqualTo(naive.available());
            assertThat(bucket.waiting()).as(seed).isEqualTo(waiting.size());
        }
    }
}
