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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of every pace that a lock guards, each over many random histories. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows an admission here cannot fail
class PacePropertiesTest {

    private static final int SEEDS = 200;

    /** A kind of pace: random numbers, the naive twin, and what a span of time may see at most. */
    enum Kind {
        WINDOW {
            @Override
            Pace pace(Random random) {
                return new WindowSpec(1 + random.nextInt(5), 1 + random.nextInt(60));
            }

            @Override
            NaiveLimit.NaivePace twin(Pace pace) {
                return new NaiveLimit.Window((WindowSpec) pace);
            }

            @Override
            long most(Pace pace, long nanos) {
                return pace.permits() * (nanos / pace.perNanos() + 1);
            }
        },
        ADAPTIVE { // with nobody telling it how calls end
            @Override
            Pace pace(Random random) {
                return new AdaptiveWindowSpec(1 + random.nextInt(5), 1, 1 + random.nextInt(60), 0);
            }

            @Override
            NaiveLimit.NaivePace twin(Pace pace) {
                return new NaiveLimit.Window(((AdaptiveWindowSpec) pace).window());
            }

            @Override
            long most(Pace pace, long nanos) {
                return WINDOW.most(pace, nanos);
            }
        },
        BANDWIDTHS {
            @Override
            Pace pace(Random random) {
                return new Bandwidths(Stream.generate(() -> {
                            long permits = 1L << random.nextInt(3); // so that intervals are whole sixteenths
                            return new RateSpec(permits, 1 + random.nextInt(40), 1 + random.nextInt(4));
                        })
                        .limit(1 + random.nextInt(3))
                        .toList());
            }

            @Override
            NaiveLimit.NaivePace twin(Pace pace) {
                return new NaiveLimit.Buckets((Bandwidths) pace);
            }

            @Override
            long most(Pace pace, long nanos) {
                return ((Bandwidths) pace)
                        .limits().stream()
                                .mapToLong(limit -> limit.burst() + nanos * limit.permits() / limit.perNanos())
                                .min()
                                .orElseThrow();
            }
        };

        abstract Pace pace(Random random);

        abstract NaiveLimit.NaivePace twin(Pace pace);

        /** The most that may be granted between two instants so far apart, both included. */
        abstract long most(Pace pace, long nanos);
    }

    @ParameterizedTest
    @EnumSource
    void aLimitDoesWhatItsNaiveTwinDoes(Kind kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Twins(kind, seed).run(150);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSpanOfTimeSeesMoreThanItMay(Kind kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(random.nextLong());
            long origin = clock.nanos();
            Pace pace = kind.pace(random);
            List<Runnable> unrung = new ArrayList<>();
            ManualAlarm punctual = new ManualAlarm(clock);
            Alarm late = (deadline, task) -> punctual.at(deadline, () -> unrung.add(task));
            RateLimit limit = RateLimit.of("r1", pace, Signals.USUAL, clock, random.nextBoolean() ? punctual : late);
            List<Long> admitted = new ArrayList<>();
            for (int step = 0; step < 150; step++) {
                if (random.nextInt(4) == 0) {
                    List.copyOf(unrung).forEach(Runnable::run);
                    unrung.clear();
                }
                if (random.nextInt(3) == 0) {
                    limit.acquireLater(Duration.ofNanos(random.nextInt(200))).whenComplete((went, refused) -> {
                        if (refused == null) {
                            admitted.add(clock.nanos() - origin);
                        }
                    });
                } else if (limit.tryAcquire()) {
                    admitted.add(clock.nanos() - origin);
                }
                move(clock, random);
            }
            assertNoSpanExceeds(kind, pace, admitted, seed);
        }
    }

    private static void move(ManualClock clock, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> clock.set(clock.nanos() + random.nextInt(500));
            case 1, 2 -> clock.advance(random.nextInt(50));
            default -> clock.advance(random.nextInt(4));
        }
    }

    private static void assertNoSpanExceeds(Kind kind, Pace pace, List<Long> admitted, int seed) {
        for (int from = 0; from < admitted.size(); from++) {
            for (int to = from; to < admitted.size(); to++) {
                long span = admitted.get(to) - admitted.get(from);
                assertThat(to - from + 1L)
                        .as("seed %d, %s, %d ns", seed, pace, span)
                        .isLessThanOrEqualTo(kind.most(pace, span));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatStepsBothWaysNeitherOpensNorShutsALimit(Kind kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(Long.MAX_VALUE - random.nextInt(1000));
            Pace pace = kind.pace(random);
            RateLimit limit = RateLimit.of("r4", pace, Signals.USUAL, clock, new ManualAlarm(clock));
            long forward = 0;
            long admitted = 0;
            for (int step = 0; step < 200; step++) {
                long by = random.nextInt(4) == 0 ? -random.nextInt(1_000_000) : random.nextInt(60);
                clock.set(clock.nanos() + by);
                forward += Math.max(by, 0);
                admitted += limit.tryAcquire() ? 1 : 0;
                assertThat(admitted).as("seed %d", seed).isLessThanOrEqualTo(kind.most(pace, forward));
            }
            limit.tryAcquire();
            clock.advance(10_000);
            assertThat(limit.tryAcquire()).as("seed %d", seed).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfTheLimitGiveNothingAway(Kind kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock();
            Pace first = kind.pace(random);
            RateLimit limit = RateLimit.of("r5", first, Signals.USUAL, clock, new ManualAlarm(clock));
            limit.tryAcquire(1 + random.nextInt((int) first.most()));
            long before = limit.availablePermits();
            for (int i = 0; i < 10; i++) {
                limit.change(kind.pace(random));
            }
            limit.change(first);
            assertThat(limit.availablePermits()).as("seed %d", seed).isLessThanOrEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoneRetryAfterExactlyRetryAfterSucceeds(Kind kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ManualClock clock = new ManualClock(random.nextLong());
            Pace pace = kind.pace(random);
            Ceiling ceiling = pace instanceof AdaptiveWindowSpec window
                    ? new Ceiling(window, Signals.USUAL, clock.nanos())
                    : null;
            PacedCell cell = new PacedCell(pace, ceiling, clock, new ManualAlarm(clock), clock.nanos(), 0);
            for (int step = 0; step < 100; step++) {
                long answer = cell.admit(clock.nanos());
                if (answer < 0) {
                    clock.advance(Gate.retryAfter(answer));
                    assertThat(cell.admit(clock.nanos())).as("seed %d", seed).isEqualTo(Gate.ADMITTED);
                }
                clock.advance(random.nextInt(10));
            }
        }
    }

    /** A limit and its twin on one tape of calls. */
    private static final class Twins {

        private record Waiting(CompletableFuture<@Nullable Void> future, NaiveLimit.Waiter twin, AtomicLong wentAt) {}

        private final ManualClock clock = new ManualClock();
        private final List<Waiting> waiting = new ArrayList<>();
        private final Random random;
        private final RateLimit limit;
        private final NaiveLimit naive;
        private final Pace pace;
        private final String seed;

        Twins(Kind kind, int seed) {
            this.random = new Random(seed);
            this.pace = kind.pace(random);
            this.seed = "seed " + seed + ", " + pace;
            this.limit = RateLimit.of("twin", pace, Signals.USUAL, clock, new ManualAlarm(clock));
            this.naive = new NaiveLimit(kind.twin(pace));
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> take(1 + random.nextInt(2));
                    case 1 -> join(1 + random.nextInt((int) Math.min(pace.most(), 2)), random.nextInt(100));
                    case 2 -> leave();
                    default -> advance(random.nextInt(15));
                }
                compare();
            }
        }

        private void take(int permits) {
            assertThat(limit.tryAcquire(permits)).as(seed).isEqualTo(naive.take(permits));
        }

        private void join(int permits, int maxWait) {
            CompletableFuture<@Nullable Void> future = limit.acquireLater(permits, Duration.ofNanos(maxWait));
            NaiveLimit.Waiter twin = naive.join(permits, maxWait);
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
            assertThat(limit.waiting()).as(seed).isEqualTo(waiting.size());
        }
    }
}
