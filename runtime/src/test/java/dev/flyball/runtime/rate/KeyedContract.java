package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a limit per key promises, whatever its pace. Three permits at once, all back after 300 ms. */
abstract class KeyedContract {

    private static final Duration FULL_AGAIN = Duration.ofMillis(300);

    private final ManualClock clock = new ManualClock();
    private final List<Event> told = new ArrayList<>();

    /** Three permits at once, all of them back so many milliseconds later. */
    abstract Pace threeIn(int millis);

    /** A pace that another kind of cell keeps. */
    abstract Pace other();

    @Test
    void eachKeyHasItsOwnBurst() {
        KeyedRateLimit buckets = buckets(100);
        assertThat(taken(buckets, "ann")).isEqualTo(3);
        assertThat(taken(buckets, "bob")).isEqualTo(3);
        assertThat(taken(buckets, "ann")).isZero();
    }

    @Test
    void nullIsAKey() {
        KeyedRateLimit buckets = buckets(100);
        assertThat(taken(buckets, null)).isEqualTo(3);
        assertThat(taken(buckets, null)).isZero();
        assertThat(buckets.keys()).isEqualTo(1);
    }

    @Test
    void aTupleIsAKey() {
        KeyedRateLimit buckets = buckets(100);
        assertThat(taken(buckets, List.of("ann", 1))).isEqualTo(3);
        assertThat(taken(buckets, List.of("ann", 1))).isZero();
        assertThat(taken(buckets, List.of("ann", 2))).isEqualTo(3);
    }

    @Test
    void keysThatOweAreKeptHoweverManyOthersCome() {
        KeyedRateLimit buckets = buckets(10);
        taken(buckets, "ann");
        for (int i = 0; i < 1000; i++) {
            buckets.tryAcquire(i);
        }
        assertThat(buckets.tryAcquire("ann")).isFalse();
    }

    @Test
    void newKeysShareOneBucketWhileTheTableIsFull() {
        KeyedRateLimit buckets = buckets(2);
        taken(buckets, "ann");
        taken(buckets, "bob");
        assertThat(buckets.tryAcquire("cid")).isTrue();
        assertThat(buckets.tryAcquire("dan")).isTrue();
        assertThat(buckets.tryAcquire("eve")).isTrue();
        assertThat(buckets.tryAcquire("fay")).isFalse();
        assertThat(buckets.keys()).isEqualTo(2);
        assertThat(buckets.overflows()).isEqualTo(4);
    }

    @Test
    void fullBucketsAreForgottenToMakeRoom() {
        KeyedRateLimit buckets = buckets(2);
        taken(buckets, "ann");
        taken(buckets, "bob");
        clock.advance(FULL_AGAIN);
        assertThat(taken(buckets, "cid")).isEqualTo(3);
        assertThat(taken(buckets, "dan")).isEqualTo(3);
        assertThat(buckets.overflows()).isZero();
    }

    @Test
    void aForgottenKeyStartsFullAsItWas() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        clock.advance(FULL_AGAIN);
        taken(buckets, "bob");
        clock.advance(FULL_AGAIN);
        assertThat(taken(buckets, "ann")).isEqualTo(3);
    }

    @Test
    void keysThatPassByLeaveNothingBehind() {
        KeyedRateLimit buckets = buckets(1000);
        for (int i = 0; i < 100_000; i++) {
            buckets.tryAcquire(i);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(buckets.keys()).isLessThan(1000);
        assertThat(buckets.overflows()).isZero();
    }

    @Test
    void keysMadeToCollideShareTheOverflow() {
        KeyedRateLimit buckets = buckets(10_000);
        for (int i = 0; i < 1000; i++) {
            buckets.tryAcquire(new Colliding(i));
        }
        assertThat(buckets.keys()).isLessThan(100);
        assertThat(buckets.overflows()).isGreaterThan(900);
    }

    @Test
    void aChangeReachesEveryKey() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        buckets.change(threeIn(3));
        assertThat(taken(buckets, "ann")).isZero();
        clock.advance(Duration.ofMillis(3));
        assertThat(taken(buckets, "bob")).isEqualTo(3);
        assertThat(buckets.spec()).isEqualTo(threeIn(3));
    }

    @Test
    void anotherAlgorithmInheritsWhatEachKeyHasSpent() {
        KeyedRateLimit buckets = buckets(10);
        taken(buckets, "ann");
        KeyedRateLimit changed = buckets.changedTo(other(), 10, Inherit.PROPORTIONALLY);
        assertThat(changed).isNotSameAs(buckets);
        assertThat(changed.tryAcquire("ann")).isFalse();
        assertThat(changed.tryAcquire("bob")).isTrue();
        assertThat(changed.changedTo(other(), 10, Inherit.PROPORTIONALLY)).isSameAs(changed);
    }

    @Test
    void moreRoomForKeysForgetsNone() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        KeyedRateLimit roomy = buckets.changedTo(threeIn(300), 2, Inherit.PROPORTIONALLY);
        assertThat(roomy.tryAcquire("ann")).isFalse();
        assertThat(taken(roomy, "bob")).isEqualTo(3);
        assertThat(roomy.keys()).isEqualTo(2);
    }

    @Test
    void overflowIsToldOnceAMinute() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        taken(buckets, "bob");
        assertThat(told).containsExactly(new Event.KeysOverflowed("Orders.place", "rate-limited", 1));
        clock.advance(Duration.ofMinutes(1));
        taken(buckets, "ann");
        taken(buckets, "bob");
        assertThat(told).hasSize(2);
    }

    @Test
    void aKeyedCallerWaitsWithoutAThread() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        CompletableFuture<@Nullable Void> waiting = buckets.acquireLater("ann", FULL_AGAIN);
        assertThat(waiting).isNotDone();
        clock.advance(FULL_AGAIN);
        assertThat(waiting).isCompleted();
    }

    @Test
    void aKeySomebodyWaitsForIsKept() {
        KeyedRateLimit buckets = buckets(1);
        taken(buckets, "ann");
        CompletableFuture<@Nullable Void> waiting = buckets.acquireLater("ann", FULL_AGAIN);
        buckets.tryAcquire("bob");
        assertThat(buckets.overflows()).isEqualTo(1);
        clock.advance(FULL_AGAIN);
        assertThat(waiting).isCompleted();
    }

    @Test
    void anotherKindOfPaceIsNotTakenInPlace() {
        assertThatThrownBy(() -> buckets(1).change(other()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[rate-kind] Orders.place is limited to " + threeIn(300));
    }

    @Test
    void aTableForNoKeysIsNone() {
        assertThatThrownBy(() -> buckets(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[rate-keys] maxKeys is 0; give at least 1");
    }

    private record Colliding(int id) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    private KeyedRateLimit buckets(int maxKeys) {
        return new KeyedRateLimit(
                "Orders.place", threeIn(300), maxKeys, Signals.USUAL, clock, new ManualAlarm(clock), told::add);
    }

    private static int taken(KeyedRateLimit buckets, @Nullable Object key) {
        int taken = 0;
        while (buckets.tryAcquire(key)) {
            taken++;
        }
        return taken;
    }
}
