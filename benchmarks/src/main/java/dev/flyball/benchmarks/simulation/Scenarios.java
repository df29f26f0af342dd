package dev.flyball.benchmarks.simulation;

import java.util.stream.IntStream;

/** The worlds of the report: mostly ten workers that serve 10 ms each, so 1000 calls/s. */
final class Scenarios {

    static final int WORKERS = 10;
    static final double SERVICE = 10;
    static final int SEEDS = 10;
    static final int HOURS = 3;

    private static final int HOUR = 3600;

    private Scenarios() {}

    /** Ten seconds to settle, five minutes that count. */
    static Scenario load(double load) {
        return steady(WORKERS, SERVICE, load, 10, 300);
    }

    static Scenario steady(int workers, double serviceMillis, double load, int settling, int counting) {
        return Scenario.of(
                10,
                Phase.of("", settling, workers, serviceMillis, load),
                Phase.of("steady", counting, workers, serviceMillis, load));
    }

    /** Ten phases, as the first and the last tenth are compared. */
    static Scenario hour(double load) {
        return Scenario.of(
                30,
                IntStream.rangeClosed(1, 10)
                        .mapToObj(tenth -> Phase.of("tenth " + tenth, HOUR / 10, WORKERS, SERVICE, load))
                        .toArray(Phase[]::new));
    }

    /** Half of the workers are gone for a minute. */
    static Scenario capacityDrop() {
        Phase all = Phase.of("", 10, WORKERS, SERVICE, 1.5);
        return Scenario.of(
                1,
                all,
                all.then("10 workers", 50, WORKERS, SERVICE),
                all.then("5 workers, first 10 s", 10, WORKERS / 2, SERVICE),
                all.then("then", 50, WORKERS / 2, SERVICE),
                all.then("10 workers, first 10 s", 10, WORKERS, SERVICE),
                all.then("then", 50, WORKERS, SERVICE));
    }

    /** Each call takes twice as long for a minute, later half as long. */
    static Scenario latencySteps() {
        Phase usual = Phase.of("", 10, WORKERS, SERVICE, 1.5);
        return Scenario.of(
                1,
                usual,
                usual.then("10 ms", 50, WORKERS, SERVICE),
                usual.then("20 ms, first 10 s", 10, WORKERS, 2 * SERVICE),
                usual.then("then", 50, WORKERS, 2 * SERVICE),
                usual.then("10 ms, first 10 s", 10, WORKERS, SERVICE),
                usual.then("then", 50, WORKERS, SERVICE),
                usual.then("5 ms, first 10 s", 10, WORKERS, SERVICE / 2),
                usual.then("then", 50, WORKERS, SERVICE / 2));
    }

    /** For twenty seconds each call that was admitted ends as dropped. */
    static Scenario blackout() {
        Phase usual = Phase.of("", 10, WORKERS, SERVICE, 1.5);
        return Scenario.of(
                1,
                usual,
                usual.then("before", 20, WORKERS, SERVICE),
                usual.losingAll("all dropped", 20),
                usual.then("first 10 s after", 10, WORKERS, SERVICE),
                usual.then("then", 30, WORKERS, SERVICE));
    }

    /** From a limit that is wrong. */
    static Scenario start(int limit) {
        Phase usual = Phase.of("first 5 s", 5, WORKERS, SERVICE, 1.5);
        return Scenario.of(
                        1,
                        usual,
                        usual.then("5 to 15 s", 10, WORKERS, SERVICE),
                        usual.then("then", 45, WORKERS, SERVICE))
                .startingAt(limit);
    }

    /** Ten limiters that know nothing of each other, before a hundred workers: ten for each. */
    static Scenario neighbours() {
        Phase usual = Phase.of("first minute", 60, 100, SERVICE, 1.5);
        return Scenario.of(
                        10,
                        usual,
                        usual.then("minutes 2 to 10", 540, 100, SERVICE),
                        usual.then("minutes 11 to 19", 540, 100, SERVICE),
                        usual.then("minute 20", 60, 100, SERVICE))
                .dividedAmong(10);
    }
}
