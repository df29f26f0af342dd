package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

/** A hundred a second when warm, after ten seconds: cold, a permit costs 30 ms, warm 10 ms. */
class WarmUpTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final WarmUpSpec SPEC = WarmUpSpec.of(100, SECOND, Duration.ofSeconds(10));

    private final ManualClock clock = new ManualClock(5);

    private PacedCell cell(WarmUpSpec spec) {
        return new PacedCell(spec, clock, new ManualAlarm(clock), clock.nanos());
    }

    /** Takes every permit as soon as it is there, for so long; answers when. */
    private List<Long> saturate(PacedCell cell, Duration time) {
        List<Long> taken = new ArrayList<>();
        long end = clock.nanos() + time.toNanos();
        while (clock.nanos() - end < 0) {
            long answer = cell.admit(clock.nanos());
            if (answer == Gate.ADMITTED) {
                taken.add(clock.nanos());
            } else {
                clock.advance(Gate.retryAfter(answer));
            }
        }
        return taken;
    }

    @Test
    void itStartsAtAThirdOfTheRate() {
        PacedCell cell = cell(SPEC);
        assertThat(cell.admit(clock.nanos())).isEqualTo(Gate.ADMITTED);
        assertThat(Gate.retryAfter(cell.admit(clock.nanos()))).isBetween(29_900_000L, 30_000_000L);
    }

    @Test
    void fromColdToFullTakesExactlyTheWarmUp() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            WarmUpSpec spec =
                    new WarmUpSpec(1 + random.nextInt(50), SECOND.toNanos(), 1 + (long) (random.nextDouble() * 9e9));
            double warm = spec.warmUpNanos() / 2.0 / SECOND.toNanos() * spec.permits();
            WarmUpPacer pacer = WarmUpPacer.of(spec, 0, 0);
            long at = 0;
            double taken = 0;
            for (; taken + 1 <= warm; taken++) {
                pacer.take(at, 1);
                at = pacer.earliest(at, 1);
            }
            double interval = (double) SECOND.toNanos() / spec.permits();
            double rest =
                    warm - taken; // the last permit is partly beyond the warm-up: what is left costs up to 1 + 2 / warm
            // intervals
            assertThat(at + rest * interval)
                    .as("seed %d", seed)
                    .isCloseTo((double) spec.warmUpNanos(), within(interval * 2 * rest / Math.max(warm, 1) + warm + 2));
        }
    }

    @Test
    void warmItGivesItsRateAndNoMore() {
        PacedCell cell = cell(SPEC);
        List<Long> warming = saturate(cell, Duration.ofSeconds(10));
        assertThat(warming).hasSizeBetween(499, 501); // half the rate on the average
        assertThat(saturate(cell, SECOND)).hasSizeBetween(99, 101);
    }

    @Test
    void permitsAreNeverCloserThanTheInterval() {
        PacedCell cell = cell(WarmUpSpec.of(100, SECOND, SECOND));
        Random random = new Random(1);
        long before = Long.MIN_VALUE / 2;
        for (int i = 0; i < 2000; i++) {
            if (cell.admit(clock.nanos()) == Gate.ADMITTED) {
                assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(10_000_000);
                before = clock.nanos();
            }
            clock.advance(random.nextInt(5_000_000));
        }
    }

    @Test
    void aShortRestLeavesItWarmAndALongOneDoesNot() {
        PacedCell cell = cell(SPEC);
        saturate(cell, Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(4)); // 400 permits colder, below the 500 that are warm
        cell.admit(clock.nanos());
        assertThat(Gate.retryAfter(cell.admit(clock.nanos()))).isEqualTo(10_000_000);
        clock.advance(Duration.ofSeconds(10));
        cell.admit(clock.nanos());
        assertThat(Gate.retryAfter(cell.admit(clock.nanos()))).isGreaterThan(29_000_000);
    }

    @Test
    void thereIsNoBurst() {
        RateLimit limit = RateLimit.of("warm", SPEC, Signals.USUAL, clock, new ManualAlarm(clock));
        clock.advance(Duration.ofHours(1));
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.tryAcquire(2)).isFalse();
    }

    @Test
    void whoeverWaitsGoesAtThePaceOfTheWarmUp() {
        RateLimit limit = RateLimit.of("warm", SPEC, Signals.USUAL, clock, new ManualAlarm(clock));
        limit.tryAcquire();
        CompletableFuture<@Nullable Void> first = limit.acquireLater(SECOND);
        CompletableFuture<@Nullable Void> second = limit.acquireLater(SECOND);
        clock.advance(Duration.ofMillis(30));
        assertThat(first).isCompleted();
        clock.advance(Duration.ofMillis(29));
        assertThat(second).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThat(second).isCompleted();
    }

    @Test
    void aChangeKeepsHowWarmItIs() {
        PacedCell cell = cell(SPEC);
        saturate(cell, Duration.ofSeconds(20));
        cell.change(WarmUpSpec.of(200, SECOND, Duration.ofSeconds(10)), Inherit.PROPORTIONALLY);
        assertThat(saturate(cell, SECOND)).hasSizeBetween(199, 201);
        cell.change(WarmUpSpec.of(200, SECOND, Duration.ofSeconds(10)), Inherit.RESET);
        assertThat(saturate(cell, SECOND)).hasSizeLessThan(80);
    }

    @Test
    void aKeyIsRememberedUntilItIsColdAgain() {
        PacedCell cell = cell(SPEC);
        saturate(cell, Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(5));
        assertThat(cell.retireIfFull(clock.nanos())).isFalse();
        clock.advance(Duration.ofSeconds(6));
        assertThat(cell.retireIfFull(clock.nanos())).isTrue();
    }

    @Test
    void aWarmUpOfDecadesIsNone() {
        assertThatThrownBy(() -> new WarmUpSpec(1, 1, Long.MAX_VALUE))
                .hasMessage("[rate-warm-up] a warm-up of 9223372036854775807ns to 1 permits per 1ns; give at most two"
                        + " years, and half a year from permit to permit");
        assertThatThrownBy(() -> new WarmUpSpec(1, 1, 0)).hasMessageStartingWith("[rate-spec-range] warmUpNanos");
    }
}
