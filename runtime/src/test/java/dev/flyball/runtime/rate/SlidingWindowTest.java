package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(-7);
    private final ManualAlarm alarm = new ManualAlarm(clock);

    private RateLimit window(long permits) {
        return RateLimit.of("desk", WindowSpec.of(permits, SECOND), Signals.USUAL, clock, alarm);
    }

    private static int taken(RateLimit limit) {
        int taken = 0;
        while (limit.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    @Test
    void allPermitsMayGoAtOnceAndComeBackTogether() {
        RateLimit window = window(3);
        assertThat(taken(window)).isEqualTo(3);
        clock.advance(SECOND.minusNanos(1));
        assertThat(taken(window)).isZero();
        clock.advance(1);
        assertThat(taken(window)).isEqualTo(3);
    }

    @Test
    void eachPermitComesBackASpanAfterItWasSpent() {
        RateLimit window = window(3);
        window.tryAcquire();
        clock.advance(Duration.ofMillis(400));
        assertThat(window.tryAcquire(2)).isTrue();
        clock.advance(Duration.ofMillis(600));
        assertThat(window.availablePermits()).isEqualTo(1);
        assertThat(taken(window)).isEqualTo(1);
        clock.advance(Duration.ofMillis(400));
        assertThat(taken(window)).isEqualTo(2);
    }

    @Test
    void aSecondOfTwoHalvesSeesNoMoreThanItsPermits() { // a bucket of 10 a second lets 20 through here
        RateLimit window = window(10);
        clock.advance(Duration.ofMillis(500));
        int admitted = taken(window);
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofMillis(100));
            admitted += taken(window);
        }
        assertThat(admitted).isEqualTo(10);
    }

    @Test
    void severalPermitsAreSpentTogetherOrNotAtAll() {
        RateLimit window = window(3);
        assertThat(window.tryAcquire(2)).isTrue();
        assertThat(window.tryAcquire(2)).isFalse();
        assertThat(window.tryAcquire(1)).isTrue();
        assertThat(window.tryAcquire(4)).isFalse();
    }

    @Test
    void aLoneRetryAfterExactlyRetryAfterSucceedsAndOneNanosecondEarlierDoesNot() {
        PacedCell cell = new PacedCell(WindowSpec.of(2, SECOND), clock, alarm, clock.nanos());
        cell.admit(clock.nanos());
        clock.advance(300);
        cell.admit(clock.nanos());
        clock.advance(300);
        long wait = Gate.retryAfter(cell.admit(clock.nanos()));
        assertThat(wait).isEqualTo(SECOND.toNanos() - 600);
        clock.advance(wait - 1);
        assertThat(cell.admit(clock.nanos())).isEqualTo(Gate.refusedFor(1));
        clock.advance(1);
        assertThat(cell.admit(clock.nanos())).isEqualTo(Gate.ADMITTED);
    }

    @Test
    void aRefusalNamesTheWindow() {
        RateLimit window = window(3);
        taken(window);
        assertThat(window.acquireLater(Duration.ZERO))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RateLimitedException.class)
                .withMessage("[rate-limited] desk: 3 calls in any 1s are spent; retry after 1s, raise permits, or let"
                        + " calls wait with maxWait");
    }

    @Test
    void aLargerWindowCountsInSlicesAndLetsNoMoreThrough() {
        RateLimit window = window(6400);
        int admitted = 0;
        for (int i = 0; i < 6400; i++) {
            admitted += window.tryAcquire() ? 1 : 0;
            clock.advance(SECOND.toNanos() / 6400);
        }
        assertThat(admitted).isEqualTo(6400);
        int next = 0;
        for (int i = 0; i < 6400; i++) {
            next += window.tryAcquire() ? 1 : 0;
            clock.advance(SECOND.toNanos() / 6400);
        }
        assertThat(next).isBetween(6400 - 200, 6400);
    }

    @Test
    void noSpanSeesMoreThanALargeWindowAllowsThoughItCountsInSlices() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            RateLimit window = RateLimit.of("large", new WindowSpec(5000, 6400), Signals.USUAL, clock, alarm);
            List<long[]> granted = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                int wanted = 1 + random.nextInt(800);
                if (window.tryAcquire(wanted)) {
                    granted.add(new long[] {clock.nanos(), wanted});
                }
                clock.advance(random.nextInt(200));
            }
            for (long[] first : granted) {
                long sum = granted.stream()
                        .filter(grant -> grant[0] >= first[0] && grant[0] < first[0] + 6400)
                        .mapToLong(grant -> grant[1])
                        .sum();
                assertThat(sum).as("seed %d", seed).isLessThanOrEqualTo(5000);
            }
        }
    }

    @Test
    void aClockThatStepsBackNeitherGivesNorTakes() {
        clock.advance(Duration.ofHours(1));
        RateLimit window = window(2);
        window.tryAcquire();
        clock.advance(Duration.ofMillis(300));
        window.tryAcquire();
        clock.set(-5);
        assertThat(window.tryAcquire()).isFalse();
        clock.advance(Duration.ofMillis(700));
        assertThat(taken(window)).isEqualTo(1);
        clock.advance(Duration.ofMillis(300));
        assertThat(taken(window)).isEqualTo(1);
    }

    @Test
    void aStepForwardGivesOneWindowful() {
        RateLimit window = window(2);
        taken(window);
        clock.advance(Duration.ofDays(1));
        assertThat(taken(window)).isEqualTo(2);
    }

    @Test
    void whoWaitsTogetherGoesTogether() {
        RateLimit window = window(3);
        taken(window);
        CompletableFuture<@Nullable Void> pair = window.acquireLater(2, SECOND);
        CompletableFuture<@Nullable Void> single = window.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> late = window.acquireLater(SECOND);
        assertThat(late).isCompletedExceptionally();
        assertThat(window.availablePermits()).isEqualTo(-3);
        clock.advance(SECOND);
        assertThat(pair).isCompleted();
        assertThat(single).isCompleted();
        assertThat(window.waiting()).isZero();
    }

    @Test
    void aChangeKeepsTheShareThatIsSpentAndItsAge() {
        RateLimit window = window(10);
        window.tryAcquire(6);
        clock.advance(Duration.ofMillis(500));
        window.change(WindowSpec.of(5, Duration.ofSeconds(10)));
        assertThat(window.availablePermits()).isEqualTo(2);
        clock.advance(Duration.ofMillis(4999));
        assertThat(window.availablePermits()).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        assertThat(window.availablePermits()).isEqualTo(5);
    }

    @Test
    void whatAChangeInheritsCanBeSaid() {
        assertThat(inherited(Inherit.PROPORTIONALLY, 20)).isEqualTo(8);
        assertThat(inherited(Inherit.AS_IS, 20)).isEqualTo(4);
        assertThat(inherited(Inherit.AS_IS, 3)).isEqualTo(3);
        assertThat(inherited(Inherit.ADDITIVE, 20)).isEqualTo(14);
        assertThat(inherited(Inherit.ADDITIVE, 3)).isEqualTo(3);
        assertThat(inherited(Inherit.RESET, 20)).isEqualTo(20);
    }

    /** What is left of 10 permits, 6 of them spent, when they become so many. */
    private long inherited(Inherit how, long permits) {
        RateLimit window = window(10);
        window.tryAcquire(6);
        window.change(WindowSpec.of(permits, SECOND), how);
        return window.availablePermits();
    }

    @Test
    void anotherAlgorithmInheritsWhatIsSpent() {
        RateLimit bucket = RateLimit.of("desk", RateSpec.of(10, SECOND), Signals.USUAL, clock, alarm);
        bucket.tryAcquire(6);
        RateLimit window = bucket.changedTo(WindowSpec.of(10, SECOND), Inherit.PROPORTIONALLY);
        assertThat(window.availablePermits()).isEqualTo(4);
        assertThat(window.changedTo(WindowSpec.of(20, SECOND), Inherit.PROPORTIONALLY))
                .isSameAs(window);
        RateLimit again = window.changedTo(RateSpec.of(10, SECOND), Inherit.PROPORTIONALLY);
        assertThat(again.availablePermits()).isEqualTo(4);
        assertThatThrownBy(() -> again.change(WindowSpec.of(1, SECOND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[rate-kind] desk is limited to " + RateSpec.of(10, SECOND) + " and cannot become "
                        + WindowSpec.of(1, SECOND) + "; use changedTo, which answers another limit");
    }

    @Test
    void aWindowOfMoreThanAnIntIsNone() {
        assertThatThrownBy(() -> WindowSpec.of(1L << 31, SECOND))
                .hasMessage("[rate-window] 2147483648 permits in 1000000000ns; give at most 2147483647 permits in two"
                        + " years");
    }
}
