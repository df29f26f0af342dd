package dev.flyball.runtime.concurrency.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.concurrency.estimate.Estimator.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Answers what it is told to, and remembers what it was asked. */
    private static final class Told implements LimitAlgorithm {
        private double answer = 30;
        private final List<Window> windows = new ArrayList<>();
        private double cutFrom;
        private boolean heedsTarget;

        @Override
        public double next(double limit, Window window, double base, boolean mayGrow) {
            windows.add(window);
            return answer;
        }

        @Override
        public void cut(double limit, long now) {
            cutFrom = limit;
        }

        @Override
        public boolean heedsTarget() {
            return heedsTarget;
        }
    }

    private final Told rule = new Told();
    private Estimator estimator = new Estimator(rule, 20, 1, 1000, 0, 2);
    private long now;

    private void successes(int count, int running, long nanos) {
        for (int i = 0; i < count; i++) {
            estimator.success(running, nanos, now);
        }
    }

    private void drops(int count) {
        for (int i = 0; i < count; i++) {
            estimator.drop(now);
        }
    }

    private boolean look() {
        return estimator.look(now);
    }

    private boolean lookAfter(long millis) {
        now += millis * MS;
        return look();
    }

    /** The probe at the start is over: 10 ms without load. */
    private void measured() {
        look();
        successes(32, 4, 10 * MS);
        look();
        assertThat(estimator.probing()).isFalse();
        assertThat(estimator.baseLatency()).isEqualTo(10e6);
        assertThat(rule.windows).isEmpty();
    }

    @Test
    void aProbeEnforcesTheRootOfTheLimitAndMovesNothing() {
        look();
        assertThat(estimator.enforced()).isEqualTo(4);
        successes(31, 4, 10 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(20);
        assertThat(estimator.enforced()).isEqualTo(4);
        successes(1, 4, 10 * MS);
        look();
        assertThat(estimator.enforced()).isEqualTo(20);
        assertThat(rule.windows).isEmpty();
    }

    @Test
    void aWindowAsksTheRule() {
        measured();
        successes(20, 20, 15 * MS);
        assertThat(lookAfter(99)).isFalse();
        assertThat(lookAfter(1)).isTrue();
        assertThat(estimator.limit()).isEqualTo(30);
        assertThat(estimator.enforced()).isEqualTo(30);
        assertThat(estimator.cause()).isEqualTo(Cause.LATENCY);
        assertThat(rule.windows).hasSize(1);
        assertThat(estimator.p50()).isEqualTo(rule.windows.get(0).p50());
        assertThat(estimator.throughput()).isEqualTo(rule.windows.get(0).throughput());
    }

    @Test
    void aWindowOfFewerThanFiveHolds() {
        measured();
        successes(4, 20, 15 * MS);
        lookAfter(10_000);
        assertThat(rule.windows).isEmpty();
        assertThat(estimator.limit()).isEqualTo(20);
    }

    @Test
    void aWindowOfFiveDoesAfterTenSeconds() {
        measured();
        successes(5, 20, 15 * MS);
        lookAfter(9_999);
        assertThat(rule.windows).isEmpty();
        lookAfter(1);
        // the 10 s without samples asked for a probe, in which no window is judged
        assertThat(estimator.probing()).isTrue();
        assertThat(estimator.limit()).isEqualTo(20);
    }

    @Test
    void anyDropsTakeATenthOnceAndNothingElse() {
        measured();
        successes(100, 20, 10 * MS);
        drops(50);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(18);
        assertThat(estimator.cause()).isEqualTo(Cause.DROP);
        assertThat(estimator.drops()).isEqualTo(50);
        assertThat(rule.windows).isEmpty();
        assertThat(rule.cutFrom).isEqualTo(20);
    }

    @Test
    void aDropInAProbeCutsAsWell() {
        look();
        drops(20);
        lookAfter(100);
        assertThat(estimator.probing()).isTrue();
        assertThat(estimator.limit()).isEqualTo(18);
    }

    @Test
    void aDropJustBeforeAProbeEndsIsNotForgotten() {
        look();
        drops(1);
        successes(32, 4, 10 * MS);
        lookAfter(1);
        assertThat(estimator.probing()).isFalse();
        assertThat(estimator.limit()).isEqualTo(18);
    }

    @Test
    void theVeryFirstCallMayBeADrop() {
        drops(1);
        look();
        successes(19, 4, 10 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(18);
    }

    @Test
    void withoutUseOfHalfTheLimitItDoesNotGrow() {
        measured();
        successes(20, 9, 10 * MS);
        lookAfter(100);
        assertThat(rule.windows).hasSize(1);
        assertThat(estimator.limit()).isEqualTo(20);
        successes(20, 10, 10 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(30);
    }

    @Test
    void withoutUseOfHalfTheLimitItMayShrink() {
        measured();
        rule.answer = 15;
        successes(20, 9, 10 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(15);
    }

    @Test
    void aMedianAboveTheTargetBarsGrowth() {
        estimator = new Estimator(rule, 20, 1, 1000, 15 * MS, 2);
        measured();
        successes(20, 20, 16 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(20);
        successes(20, 20, 14 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(30);
    }

    @Test
    void aRuleThatHeedsTheTargetNeedsNoProbeAndIsNotBarred() {
        rule.heedsTarget = true;
        estimator = new Estimator(rule, 20, 1, 1000, 15 * MS, 2);
        assertThat(estimator.enforced()).isEqualTo(20);
        look();
        successes(20, 20, 16 * MS);
        lookAfter(100);
        assertThat(estimator.limit()).isEqualTo(30);
        lookAfter(60_000);
        assertThat(estimator.probing()).isFalse();
    }

    @Test
    void theBoundsHoldWhateverTheRuleSays() {
        measured();
        for (double answer : new double[] {
            Double.POSITIVE_INFINITY, 1e300, 1000.1, 0, -5, Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE
        }) {
            rule.answer = answer;
            successes(20, 1000, 10 * MS);
            lookAfter(100);
            assertThat(estimator.limit()).as("after %s", answer).isBetween(1.0, 1000.0);
        }
    }

    @Test
    void newBoundsClampTheLimitAndAnotherRuleInheritsIt() {
        measured();
        Told other = new Told();
        estimator.change(other, 1, 12, 0, Cause.MANUAL);
        assertThat(look()).isTrue();
        assertThat(estimator.limit()).isEqualTo(12);
        assertThat(estimator.cause()).isEqualTo(Cause.MANUAL);
        assertThat(estimator.baseLatency()).isEqualTo(10e6);
        successes(20, 12, 10 * MS);
        lookAfter(100);
        assertThat(other.windows).hasSize(1);
        assertThat(rule.windows).isEmpty();
    }

    @Test
    void aLimitThatCannotMoveIsNeverProbedFor() {
        estimator = new Estimator(rule, 20, 20, 20, 0, 2);
        assertThat(estimator.enforced()).isEqualTo(20);
        look();
        lookAfter(60_000);
        assertThat(estimator.probing()).isFalse();
        assertThat(estimator.enforced()).isEqualTo(20);
    }

    @Test
    void latencyIsAtLeastANanosecond() {
        look();
        successes(32, 4, 0);
        lookAfter(1);
        assertThat(estimator.baseLatency()).isEqualTo(1);
        successes(20, 20, -5 * MS);
        lookAfter(100);
        assertThat(estimator.p50()).isEqualTo(1);
        assertThat(estimator.limit()).isEqualTo(30);
    }

    @Test
    void aClockThatGoesBackFreezesNothing() {
        measured();
        now -= TimeUnit.HOURS.toNanos(1);
        successes(20, 20, 10 * MS);
        assertThat(estimator.due(now)).isTrue();
        look();
        assertThat(estimator.due(now)).isFalse();
        lookAfter(99);
        assertThat(rule.windows).isEmpty();
        now += MS;
        assertThat(estimator.due(now)).isTrue();
        look();
        assertThat(rule.windows).hasSize(1);
    }

    @Test
    void aReadingOvertakenByAnotherChangesNothing() {
        measured();
        lookAfter(50);
        now -= 10 * MS;
        look();
        lookAfter(59);
        successes(20, 20, 10 * MS);
        look();
        assertThat(rule.windows).isEmpty();
        lookAfter(1);
        assertThat(rule.windows).hasSize(1);
    }

    @Test
    void nobodyNeedLookBeforeAWindowIsRipe() {
        measured();
        successes(100, 20, 10 * MS);
        now += 100 * MS - 1;
        assertThat(estimator.due(now)).isFalse();
        now += 1;
        assertThat(estimator.due(now)).isTrue();
    }

    /** Whatever calls report, and whatever the clock does, the limit is a number within the bounds. */
    @Test
    void theLimitIsAlwaysWithinBounds() {
        List<java.util.function.Supplier<LimitAlgorithm>> rules = List.of(
                LimitAlgorithms::gradient,
                LimitAlgorithms::littlesLaw,
                () -> LimitAlgorithms.pid(0),
                () -> LimitAlgorithms.pid(1e6),
                () -> LimitAlgorithms.aimd(0),
                LimitAlgorithms::vegas,
                () -> LimitAlgorithms.cubic(0));
        for (int seed = 0; seed < 700; seed++) {
            Random random = new Random(seed);
            int min = 1 + random.nextInt(5);
            int max = min + random.nextInt(2000);
            int initial = min + random.nextInt(max - min + 1);
            double target = random.nextInt(3) == 0 ? random.nextInt(1000) * MS : 0;
            estimator = new Estimator(rules.get(seed % rules.size()).get(), initial, min, max, target, 2);
            now = random.nextLong();
            for (int step = 0; step < 200; step++) {
                report(random);
                look();
                assertThat(estimator.limit()).as("seed %d", seed).isBetween((double) min, (double) max);
                assertThat(estimator.enforced()).as("seed %d", seed).isBetween(1, max);
            }
        }
    }

    private void report(Random random) {
        for (int calls = random.nextInt(40); calls > 0; calls--) {
            long latency = random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(100_000_000);
            int running = 1 + random.nextInt(random.nextBoolean() ? 3 : 3000);
            if (random.nextInt(50) == 0) {
                estimator.drop(now);
            } else {
                estimator.success(running, latency, now);
            }
        }
        switch (random.nextInt(10)) {
            case 0 -> now += random.nextLong();
            case 1 -> now -= random.nextInt();
            default -> now += random.nextInt(500) * MS;
        }
    }
}
