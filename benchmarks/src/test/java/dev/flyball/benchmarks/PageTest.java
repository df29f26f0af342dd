package dev.flyball.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    private final String page = Page.of(
            new Runs()
                    .run(Subjects.FLOOR, "bulkhead", 1, 10.0, 0)
                    .run(Subjects.WOVEN, "bulkhead", 1, 12.5, 0)
                    .run(Subjects.UNMEASURED, "bulkhead", 1, 7.5, 0)
                    .run(Subjects.GENERATED, "bulkhead", 1, 12.0, 0)
                    .run(Subjects.PROGRAMMATIC, "bulkhead", 1, 11.0, 0)
                    .run("peer.Failsafe", "bulkhead", 1, 140.0, 96.0)
                    .run("peer.JdkSemaphore", "bulkhead", 1, 25.0, 0)
                    .results(),
            "On a quiet machine.");

    @Test
    void aPolicyIsARowBesideItsFloorAndTheFastestPeer() {
        assertThat(page.lines())
                .contains("| bulkhead | 1 | 10.0 | 12.5 | 12.0 | 11.0 | Semaphore 25.0 | 1.25 | 0.50 |");
    }

    @Test
    void whatExecutorMetricsAddIsTheDifference() {
        assertThat(page.lines()).contains("| bulkhead | 1 | 7.5 | 12.5 | 5.0 |");
    }

    @Test
    void whatDidNotRunIsADash() {
        assertThat(page.lines()).contains("| retry | 1 | – | – | – | – | – | – | – |");
    }

    @Test
    void everythingMeasuredIsListedWithItsAllocation() {
        assertThat(page.lines()).contains("| peer.Failsafe | bulkhead | 140 (96 B) |");
    }

    @Test
    void thePageSaysWhereItWasMeasured() {
        assertThat(page).startsWith("# What a governed call costs\n\nOn a quiet machine.\n");
    }
}
