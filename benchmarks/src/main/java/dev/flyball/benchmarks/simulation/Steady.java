package dev.flyball.benchmarks.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A steady load, in its counted phase: of several seeds the worst. */
record Steady(
        double leastGoodput,
        double mostRefusals,
        double leastInFlight,
        double mostInFlight,
        double worstP50,
        double worstP99) {

    static Steady of(Run run) {
        List<Tally> tallies =
                run.outcomes().stream().map(outcome -> outcome.phases().get(1)).toList();
        return new Steady(
                least(tallies, Tally::goodput),
                most(tallies, Tally::refusals),
                least(tallies, Tally::inFlight),
                most(tallies, Tally::inFlight),
                most(tallies, tally -> tally.latencyMillis(0.5)),
                most(tallies, tally -> tally.latencyMillis(0.99)));
    }

    private static double least(List<Tally> tallies, ToDoubleFunction<Tally> value) {
        return tallies.stream().mapToDouble(value).min().orElseThrow();
    }

    private static double most(List<Tally> tallies, ToDoubleFunction<Tally> value) {
        return tallies.stream().mapToDouble(value).max().orElseThrow();
    }
}
