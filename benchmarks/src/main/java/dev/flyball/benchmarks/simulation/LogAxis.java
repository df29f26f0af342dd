package dev.flyball.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A logarithmic axis whose ends are ticks: 1, 2 and 5 of each power of ten. */
record LogAxis(double low, double high) {

    private static final int[] STEPS = {1, 2, 5};

    /** The smallest axis on which all these values lie; those that are no positive numbers are passed over. */
    static LogAxis around(DoubleStream values) {
        double[] some =
                values.filter(value -> value > 0 && Double.isFinite(value)).toArray();
        double least = DoubleStream.of(some).min().orElse(1);
        double most = DoubleStream.of(some).max().orElse(10);
        double low = ticks(1e-3, 1e6).stream().filter(tick -> tick <= least).reduce(1e-3, Math::max);
        double high = ticks(1e-3, 1e6).stream()
                .filter(tick -> tick >= most)
                .findFirst()
                .orElse(1e6);
        return new LogAxis(low, high == low ? high * 10 : high);
    }

    List<Double> ticks() {
        return ticks(low, high);
    }

    /** 0 at the low end, 1 at the high one. */
    double position(double value) {
        return StrictMath.log(value / low) / StrictMath.log(high / low);
    }

    private static List<Double> ticks(double from, double to) {
        List<Double> ticks = new ArrayList<>();
        for (double power = 1e-3; power <= to; power *= 10) {
            for (int step : STEPS) {
                double tick = step * power;
                if (tick > from * 0.999 && tick < to * 1.001) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
