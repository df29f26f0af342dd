package dev.flyball.benchmarks.work;

/**
 * A short life before the measurement. A benchmark in a fresh JVM shows the compiler one policy and calls that never
 * fail, so it sees one type where a real program has several and prunes paths that a real program takes. This runs all
 * policies of a subject in turn, with a failing call now and then.
 */
public final class Pollution {

    /** A call with an argument. */
    @FunctionalInterface
    public interface Call {

        int with(int argument) throws Exception;
    }

    /** Enough for the optimising compiler to have taken notice. */
    private static final int ROUNDS = Integer.getInteger("flyball.benchmarks.pollution", 15_000);

    private static final int FAILS_EVERY = 1_009;

    private Pollution() {}

    /** Runs each of {@code calls} in turn, {@link #ROUNDS} times over. */
    public static int mix(Call... calls) {
        int sum = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            int argument = round % FAILS_EVERY == 0 ? -1 : round;
            for (Call call : calls) {
                sum += outcome(call, argument);
            }
        }
        return sum;
    }

    private static int outcome(Call call, int argument) {
        try {
            return call.with(argument);
        } catch (Exception expected) {
            return -1;
        }
    }
}
