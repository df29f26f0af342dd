package dev.flyball.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queueing theory knows what comes out where the limit is fixed. */
class SimulationTest {

    @Test
    void withoutAQueueErlangsLossFormulaHolds() {
        double erlangB = 1;
        for (int workers = 1; workers <= 10; workers++) {
            erlangB = 7 * erlangB / (workers + 7 * erlangB);
        }

        Tally tally = steady(10, 0.7, 10);

        assertThat(tally.refusals()).isCloseTo(erlangB, within(0.001));
        assertThat(tally.goodput()).isCloseTo(700 * (1 - erlangB), within(2.0));
        assertThat(tally.inFlight()).isCloseTo(7 * (1 - erlangB), within(0.02));
        assertThat(tally.latencyMillis(0.5)).isCloseTo(10, within(0.1));
    }

    @Test
    void withOneWorkerAndNoLimitPollaczekAndKhinchineAreRight() {
        double load = 0.8;
        double squaredServiceOverSquaredMean = 1 + 1 / 12.0;

        Tally tally = steady(1, load, Integer.MAX_VALUE);

        assertThat(tally.refusals()).isZero();
        assertThat(tally.inFlight())
                .isCloseTo(load + load * load * squaredServiceOverSquaredMean / (2 * (1 - load)), within(0.05));
    }

    @Test
    void underOverloadTheWorkersAreBusyAndTheLimitIsFull() {
        Tally tally = steady(10, 3, 50);

        assertThat(tally.goodput()).isCloseTo(1000, within(2.0));
        assertThat(tally.inFlight()).isCloseTo(50, within(0.5));
        assertThat(tally.latencyMillis(0.5)).isCloseTo(50, within(1.0));
        assertThat(tally.limit()).isEqualTo(50);
    }

    @Test
    void fewerWorkersServeLessAndMoreServeAsBefore() {
        Phase all = Phase.of("", 100, 10, 10, 3);
        Scenario scenario = Scenario.of(10, all, all.then("", 100, 5, 10), all.then("", 100, 10, 10));

        Outcome outcome = Simulation.run(scenario, (clock, initial) -> new Fixed(20), 1);

        assertThat(outcome.phases())
                .extracting(tally -> Math.round(tally.goodput() / 10))
                .containsExactly(100L, 50L, 100L);
        assertThat(outcome.points()).hasSize(30);
        assertThat(outcome.points().get(0).seconds()).isCloseTo(5, within(1e-6));
    }

    @Test
    void aLostCallIsNoGoodput() {
        Phase all = Phase.of("", 10, 10, 10, 0.5);

        Tally tally = Simulation.run(Scenario.of(10, all.losingAll("", 10)), (clock, initial) -> new Fixed(20), 1)
                .phases()
                .get(0);

        assertThat(tally.goodput()).isZero();
        assertThat(tally.finishes()).isCloseTo(500, within(30.0));
    }

    @ParameterizedTest
    @EnumSource(names = {"NETFLIX_VEGAS", "NETFLIX_GRADIENT"})
    void theSameSeedGivesTheSameRunOnAnyThreadAlsoOfPeersThatDrawRandomNumbers(Contender peer) {
        Scenario scenario = Scenario.of(100, Phase.of("", 2200, 2, 10, 1.5));
        Outcome first = Simulation.run(scenario, peer, 7);
        Outcome second = CompletableFuture.supplyAsync(
                        () -> Simulation.run(scenario, peer, 7), task -> new Thread(task).start())
                .join();
        Outcome other = Simulation.run(scenario, peer, 8);

        assertThat(second.points()).isEqualTo(first.points()).isNotEqualTo(other.points());
    }

    private static Tally steady(int workers, double load, int limit) {
        return Simulation.run(Scenarios.steady(workers, 10, load, 10, 1000), (clock, initial) -> new Fixed(limit), 1)
                .phases()
                .get(1);
    }
}
