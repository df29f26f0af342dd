package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NamedRunsTest {

    private final MeterHub hub = new MeterHub();
    private final Readings readings = new Readings();
    private final List<Event> events = new ArrayList<>();
    private final NamedRuns quotes = new NamedRuns("quotes", hub, events::add);
    private final HandCrank crank = new HandCrank();

    private BranchRun<String> start() {
        ParallelBranches<String> branches = ParallelBranches.<String>none()
                .on(crank)
                .named(quotes)
                .with(ConcurrencyConfig.DEFAULT.withMaxConcurrentBranches(2).withIndividualCancellation(true));
        for (String key : List.of("a", "b", "c")) {
            branches = branches.andStage(key, () -> new CompletableFuture<>());
        }
        BranchRun<String> run = branches.start();
        crank.turnOut();
        return run;
    }

    private double value(String meter) {
        return readings.value(meter, "name", "quotes");
    }

    @Test
    void allRunsOfOneNameAreCountedTogether() {
        hub.bind(readings);
        assertThat(value("group.inflight")).isZero();
        BranchRun<String> first = start();
        BranchRun<String> second = start();
        assertThat(value("group.inflight")).isEqualTo(4);
        assertThat(value("group.queued")).isEqualTo(2);
        first.cancel("a", "not needed");
        crank.turnOut();
        assertThat(value("group.cancelled")).isEqualTo(1);
        first.signal().trip("over budget");
        second.signal().trip("over budget");
        crank.turnOut();
        assertThat(value("group.inflight")).isZero();
        assertThat(value("group.queued")).isZero();
        assertThat(value("group.cancelled")).isEqualTo(5);
    }

    @Test
    void aRunThatIsCutShortIsTheOnlyNews() {
        ParallelBranches.<String>none()
                .and("a", () -> "A")
                .named(quotes)
                .start()
                .results()
                .join();
        assertThat(events).isEmpty();
        BranchRun<String> run = start();
        run.signal().trip("over budget");
        run.cancelAll("too late");
        crank.turnOut();
        assertThat(events).containsExactly(new Event.RunCutShort("quotes", "breach", "over budget", 3));
    }
}
