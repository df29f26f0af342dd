package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final ManualClock clock = new ManualClock();

    @Test
    void aFullBucketGivesItsBurstAndNoMore() {
        TokenBucket bucket = bucket(10, 5);
        assertThat(taken(bucket)).isEqualTo(5);
    }

    @Test
    void aBucketRefillsOnlyUpToItsBurst() {
        TokenBucket bucket = bucket(10, 5);
        taken(bucket);
        clock.advance(YEAR);
        assertThat(taken(bucket)).isEqualTo(5);
    }

    @Test
    void permitsComeBackOneByOne() {
        TokenBucket bucket = bucket(10, 5);
        taken(bucket);
        clock.advance(Duration.ofMillis(100));
        assertThat(taken(bucket)).isEqualTo(1);
        clock.advance(Duration.ofMillis(250));
        assertThat(taken(bucket)).isEqualTo(2);
        clock.advance(Duration.ofMillis(50));
        assertThat(taken(bucket)).isEqualTo(1);
    }

    @Test
    void severalPermitsAreSpentTogetherOrNotAtAll() {
        TokenBucket bucket = bucket(10, 5);
        assertThat(bucket.tryAcquire(3)).isTrue();
        assertThat(bucket.tryAcquire(3)).isFalse();
        assertThat(bucket.tryAcquire(2)).isTrue();
    }

    @Test
    void aRetryAfterExactlyRetryAfterSucceedsAndOneNanosecondEarlierDoesNot() {
        TokenBucket bucket = bucket(3, 1);
        taken(bucket);
        long wait = Gate.retryAfter(bucket.cell().admit(clock.nanos()));
        assertThat(wait).isEqualTo(333_333_334L);
        clock.advance(wait - 1);
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(1);
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void moreThanTheBurstIsRefusedForEver() {
        assertThat(bucket(10, 5).cell().admit(clock.nanos(), 6)).isEqualTo(Gate.NEVER);
    }

    @Test
    void aClockThatStepsBackNeitherRefillsNorShutsTheBucketForAsLongAsTheStep() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(YEAR);
        taken(bucket);
        clock.set(0);
        assertThat(taken(bucket)).isZero();
        clock.advance(Duration.ofMillis(100));
        assertThat(taken(bucket)).isEqualTo(1);
    }

    @Test
    void aClockThatStepsBackLeavesSavedPermitsWhereTheyWere() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(YEAR);
        assertThat(bucket.tryAcquire(2)).isTrue();
        clock.set(clock.nanos() - 1);
        assertThat(taken(bucket)).isEqualTo(2);
    }

    @Test
    void aReadingOlderThanOthersGivesNothingBack() {
        TokenBucket bucket = bucket(10, 5);
        clock.advance(SECOND);
        taken(bucket);
        bucket.cell().admit(0);
        clock.advance(Duration.ofMillis(99));
        assertThat(bucket.tryAcquire()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(bucket.tryAcquire()).isTrue();
    }

    @Test
    void theClockMayOverflow() {
        clock.set(Long.MAX_VALUE - 50_000_000);
        TokenBucket bucket = bucket(10, 5);
        taken(bucket);
        clock.advance(Duration.ofMillis(100));
        assertThat(clock.nanos()).isNegative();
        assertThat(taken(bucket)).isEqualTo(1);
    }

    @Test
    void aLargerLimitGivesNoFreeBurst() {
        TokenBucket bucket = bucket(10, 10);
        taken(bucket);
        bucket.change(new RateSpec(1000, SECOND.toNanos(), 1000));
        assertThat(taken(bucket)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(bucket)).isEqualTo(1);
    }

    @Test
    void aSmallerLimitKeepsWhatWasSavedInProportion() {
        TokenBucket bucket = bucket(10, 10);
        assertThat(bucket.tryAcquire(5)).isTrue();
        bucket.change(new RateSpec(4, SECOND.toNanos(), 4));
        assertThat(taken(bucket)).isEqualTo(2);
    }

    @Test
    void anUnchangedLimitStillRefills() {
        TokenBucket bucket = bucket(10, 10);
        taken(bucket);
        for (int i = 0; i < 10; i++) {
            bucket.change(new RateSpec(10 + i % 2, SECOND.toNanos(), 10));
            clock.advance(Duration.ofMillis(20));
        }
        assertThat(bucket.tryAcquire(2)).isTrue();
    }

    @Test
    void availablePermitsAreWhatCouldBeSpentNow() {
        TokenBucket bucket = bucket(10, 5);
        assertThat(bucket.availablePermits()).isEqualTo(5);
        assertThat(bucket.tryAcquire(5)).isTrue();
        assertThat(bucket.availablePermits()).isZero();
        clock.advance(Duration.ofMillis(199));
        assertThat(bucket.availablePermits()).isEqualTo(1);
    }

    @Test
    void zeroPermitsCannotBeAskedFor() {
        assertThatThrownBy(() -> bucket(10, 5).tryAcquire(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[rate-permits] asked for 0 permits; ask for at least 1");
    }

    @Test
    void aRateOfZeroIsNoRate() {
        assertThatThrownBy(() -> RateSpec.of(0, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[rate-spec-range] permits is 0; give at least 1");
    }

    @Test
    void aBucketThatNeverFillsIsNoBucket() {
        assertThatThrownBy(() -> new RateSpec(1, YEAR.toNanos(), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[rate-spec] 1 permits per 31536000000000000ns with a burst of 100 take more than two years"
                        + " to fill; lower the burst or per");
    }

    @Test
    void theLargestRatesAndLongestPeriodsDoNotOverflow() {
        TokenBucket fast = new TokenBucket("fast", RateSpec.of(Long.MAX_VALUE >> 4, SECOND), clock);
        assertThat(fast.tryAcquire(1_000_000)).isTrue();
        TokenBucket slow = new TokenBucket("slow", new RateSpec(1, YEAR.toNanos(), 2), clock);
        assertThat(taken(slow)).isEqualTo(2);
        clock.advance(YEAR);
        assertThat(taken(slow)).isEqualTo(1);
    }

    private TokenBucket bucket(long perSecond, long burst) {
        return new TokenBucket(
                "Orders.place", new RateSpec(perSecond, SECOND.toNanos(), burst), clock, new ManualAlarm(clock));
    }

    private static int taken(TokenBucket bucket) {
        int taken = 0;
        while (bucket.tryAcquire()) {
            taken++;
        }
        return taken;
    }
}
