package dev.flyball.benchmarks.simulation;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A scenario once per seed, with one limiter. */
record Run(Scenario scenario, Contender contender, List<Outcome> outcomes) {

    /** Seeds 1 to {@code seeds}, side by side on the machine's cores; what comes out does not depend on that. */
    private static Run of(Scenario scenario, Contender contender, int seeds) {
        return new Run(
                scenario,
                contender,
                IntStream.rangeClosed(1, seeds)
                        .parallel()
                        .mapToObj(seed -> Simulation.run(scenario, contender, seed))
                        .toList());
    }

    /** With each of these limiters, in their order. */
    static List<Run> of(Scenario scenario, Stream<Contender> contenders, int seeds) {
        return contenders
                .parallel()
                .map(contender -> of(scenario, contender, seeds))
                .toList();
    }

    static List<Run> ofAll(Scenario scenario, int seeds) {
        return of(scenario, Contender.all(), seeds);
    }
}
