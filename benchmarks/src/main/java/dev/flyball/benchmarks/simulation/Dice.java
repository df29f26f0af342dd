package dev.flyball.benchmarks.simulation;

/**
 * Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014) and, for the logarithm,
 * {@link StrictMath}.
 */
final class Dice {

    private static final double UNIT = 0x1.0p-53;

    private long state;

    Dice(long seed) {
        // Neighbouring seeds lie one step apart on the same sequence; mixing parts them.
        this.state = mix(seed + 0x9E3779B97F4A7C15L);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (next() >>> 11) * UNIT;
    }

    /** Uniform in [0, bound). */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** A positive number from the exponential distribution of mean 1. */
    double exponential() {
        return -StrictMath.log(1 - uniform());
    }

    /** Spreads what lies close together over all numbers. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
