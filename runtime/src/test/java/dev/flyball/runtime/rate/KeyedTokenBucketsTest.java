package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten permits a second, three at once: a spent bucket is full again after 300 ms. */
class KeyedTokenBucketsTest {

    private static final RateSpec SPEC = new RateSpec(10, 1_000_000_000, 3);
    private static final Duration FULL_AGAIN = Duration.ofMillis(300);

    private final ManualClock clock = new ManualClock();

    @Test
    void eachKeyHasItsOwnBurst() {
        KeyedTokenBuckets buckets = buckets(100);
        assertThat(taken(buckets, "ann")).isEqualTo(3);
        assertThat(taken(buckets, "bob")).isEqualTo(3);
        assertThat(taken(buckets, "ann")).isZero();
    }

    @Test
    void nullIsAKey() {
        KeyedTokenBuckets buckets = buckets(100);
        assertThat(taken(buckets, null)).isEqualTo(3);
        assertThat(taken(buckets, null)).isZero();
        assertThat(buckets.keys()).isEqualTo(1);
    }

    @Test
    void aTupleIsAKey() {
        KeyedTokenBuckets buckets = buckets(100);
        assertThat(taken(buckets, List.of("ann", 1))).isEqualTo(3);
        assertThat(taken(buckets, List.of("ann", 1))).isZero();
        assertThat(taken(buckets, List.of("ann", 2))).isEqualTo(3);
    }

    @Test
    void keysThatOweAreKeptHoweverManyOthersCome() {
        KeyedTokenBuckets buckets = buckets(10);
        taken(buckets, "ann");
        for (int i = 0; i < 1000; i++) {
            buckets.tryAcquire(i);
        }
        assertThat(buckets.tryAcquire("ann")).isFalse();
    }

    @Test
    void newKeysShareOneBucketWhileTheTableIsFull() {
        KeyedTokenBuckets buckets = buckets(2);
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
        KeyedTokenBuckets buckets = buckets(2);
        taken(buckets, "ann");
        taken(buckets, "bob");
        clock.advance(FULL_AGAIN);
        assertThat(taken(buckets, "cid")).isEqualTo(3);
        assertThat(taken(buckets, "dan")).isEqualTo(3);
        assertThat(buckets.overflows()).isZero();
    }

    @Test
    void aForgottenKeyStartsFullAsItWas() {
        KeyedTokenBuckets buckets = buckets(1);
        taken(buckets, "ann");
        clock.advance(FULL_AGAIN);
        taken(buckets, "bob");
        clock.advance(FULL_AGAIN);
        assertThat(taken(buckets, "ann")).isEqualTo(3);
    }

    @Test
    void keysThatPassByLeaveNothingBehind() {
        KeyedTokenBuckets buckets = buckets(1000);
        for (int i = 0; i < 100_000; i++) {
            buckets.tryAcquire(i);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(buckets.keys()).isLessThan(1000);
        assertThat(buckets.overflows()).isZero();
    }

    @Test
    void keysMadeToCollideShareTheOverflow() {
        KeyedTokenBuckets buckets = buckets(10_000);
        for (int i = 0; i < 1000; i++) {
            buckets.tryAcquire(new Colliding(i));
        }
        assertThat(buckets.keys()).isLessThan(100);
        assertThat(buckets.overflows()).isGreaterThan(900);
    }

    @Test
    void aChangeReachesEveryKey() {
        KeyedTokenBuckets buckets = buckets(1);
        taken(buckets, "ann");
        buckets.change(new RateSpec(1000, 1_000_000_000, 3));
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(buckets, "ann")).isEqualTo(1);
        assertThat(taken(buckets, "bob")).isEqualTo(3);
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

    private KeyedTokenBuckets buckets(int maxKeys) {
        return new KeyedTokenBuckets("Orders.place", SPEC, maxKeys, clock, new ManualAlarm(clock));
    }

    private static int taken(KeyedTokenBuckets buckets, @Nullable Object key) {
        int taken = 0;
        while (buckets.tryAcquire(key)) {
            taken++;
        }
        return taken;
    }
}
