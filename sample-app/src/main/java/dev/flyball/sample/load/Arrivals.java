package dev.flyball.sample.load;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;

/** Appointed times, in nanoseconds from the start of a load, ascending. */
public final class Arrivals {

    private Arrivals() {}

    /** Independent arrivals at an average rate (a Poisson process) within {@code [from, until)}. */
    public static long[] poisson(Random random, double perSecond, Duration from, Duration until) {
        double meanGap = 1e9 / perSecond;
        LongStream.Builder times = LongStream.builder();
        double time = from.toNanos();
        while (true) {
            time += -Math.log(1 - random.nextDouble()) * meanGap;
            if (time >= until.toNanos()) {
                return times.build().toArray();
            }
            times.add((long) time);
        }
    }

    /** Independent arrivals at a rate that grows evenly from {@code first} to {@code last}, a second. */
    public static long[] rising(Random random, double first, double last, Duration from, Duration until) {
        double span = until.minus(from).toNanos();
        return LongStream.of(poisson(random, last, from, until))
                .filter(time -> random.nextDouble() * last < first + (last - first) * (time - from.toNanos()) / span)
                .toArray();
    }

    /** {@code size} arrivals at once, again and again, within {@code [from, until)}. */
    public static long[] bursts(int size, Duration every, Duration from, Duration until) {
        LongStream.Builder times = LongStream.builder();
        for (Duration at = from; at.compareTo(until) < 0; at = at.plus(every)) {
            for (int i = 0; i < size; i++) {
                times.add(at.toNanos());
            }
        }
        return times.build().toArray();
    }
}
