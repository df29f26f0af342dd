package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random tapes of calls beside Bucket4j's greedy buckets, one and several: the same calls pass. Spans are multiples of
 * the permits, since it keeps a remainder where we round the interval up, by a sixteenth of a nanosecond.
 *
 * <p>What differs on purpose is the wait: its is sometimes too short by a nanosecond, so that a retry after exactly that
 * is refused; ours never is.
 */
class Bucket4jTapeTest {

    private static final int TAPES = 300;

    private final ManualClock clock = new ManualClock();

    private static RateSpec spec(Random random) {
        long permits = 1L + random.nextInt(8);
        return new RateSpec(permits, permits * (1 + random.nextInt(50)), 1 + random.nextInt(6));
    }

    private Bucket theirs(List<RateSpec> limits) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter());
        for (RateSpec limit : limits) {
            builder.addLimit(stage ->
                    stage.capacity(limit.burst()).refillGreedy(limit.permits(), Duration.ofNanos(limit.perNanos())));
        }
        return builder.build();
    }

    private TimeMeter meter() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.nanos();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    private void play(int seed, Random random, Cell ours, Bucket theirs) {
        for (int step = 0; step < 200; step++) {
            long permits = 1L + random.nextInt(3);
            String where = "seed " + seed + ", step " + step + ", " + permits + " permits";
            long theirWait = theirs.estimateAbilityToConsume(permits).getNanosToWaitForRefill();
            long answer = ours.admit(clock.nanos(), permits);
            assertThat(answer >= 0).as(where).isEqualTo(theirs.tryConsume(permits));
            if (answer < 0 && answer != Gate.NEVER) {
                assertThat(Gate.retryAfter(answer) - theirWait).as(where).isBetween(0L, 1L);
            }
            clock.advance(random.nextInt(6) == 0 ? random.nextInt(500) : random.nextInt(20));
        }
    }

    @Test
    void oneBucketLetsTheSameCallsPass() {
        for (int seed = 0; seed < TAPES; seed++) {
            Random random = new Random(seed);
            RateSpec spec = spec(random);
            play(seed, random, new RateCell(spec, clock, new ManualAlarm(clock), clock.nanos()), theirs(List.of(spec)));
        }
    }

    @Test
    void severalBandwidthsLetTheSameCallsPass() {
        for (int seed = 0; seed < TAPES; seed++) {
            Random random = new Random(seed);
            List<RateSpec> specs = Stream.generate(() -> spec(random))
                    .limit(2 + random.nextInt(2))
                    .toList();
            play(
                    seed,
                    random,
                    new PacedCell(new Bandwidths(specs), clock, new ManualAlarm(clock), clock.nanos()),
                    theirs(specs));
        }
    }
}
