package dev.flyball.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void aForkCountsWithTheMedianOfItsIterations() {
        Results results = new Runs()
                .forks("floor.Floor", "bulkhead", 1, "[[4.0, 5.0, 90.0]]", 0)
                .results();

        assertThat(results.cost("floor.Floor", "bulkhead", 1)).contains(new Cost(5.0, 0));
    }

    @Test
    void aBenchmarkCountsWithTheMedianOfItsForksInAllFiles() {
        Runs first = new Runs().run("floor.Floor", "bulkhead", 1, 4.0, 0);
        Runs second = new Runs().run("floor.Floor", "bulkhead", 1, 70.0, 0);
        Runs third = new Runs().run("floor.Floor", "bulkhead", 1, 5.0, 0);

        Results results = Results.of(List.of(first.json(), second.json(), third.json()));

        assertThat(results.cost("floor.Floor", "bulkhead", 1)).contains(new Cost(5.0, 0));
        assertThat(results.forks()).hasValue(3);
    }

    @Test
    void oneThreadAndTwoAreDifferentRuns() {
        Results results = new Runs()
                .run("floor.Floor", "bulkhead", 1, 4.0, 0)
                .run("floor.Floor", "bulkhead", 2, 30.0, 0)
                .results();

        assertThat(results.threads()).containsExactly(1, 2);
        assertThat(results.cost("floor.Floor", "bulkhead", 2)).contains(new Cost(30.0, 0));
    }

    @Test
    void whatDidNotRunHasNoCost() {
        assertThat(new Runs().results().cost("floor.Floor", "bulkhead", 1)).isEmpty();
    }

    @Test
    void aFileThatJmhWroteIsRead() throws IOException {
        try (InputStream file = ResultsTest.class.getResourceAsStream("jmh-1.37.json")) {
            Results results = Results.of(List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)));

            assertThat(results.threads()).containsExactly(2);
            assertThat(results.cost("peer.Failsafe", "bulkhead", 2).map(Cost::allocates))
                    .contains(true);
            assertThat(results.cost("floor.Floor", "bulkhead", 2).map(Cost::allocates))
                    .contains(false);
        }
    }
}
