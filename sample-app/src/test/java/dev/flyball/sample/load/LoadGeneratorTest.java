package dev.flyball.sample.load;

import static java.time.Duration.ofMillis;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private final VirtualPacer pacer = new VirtualPacer();

    @Test
    void sendsEachShotAtItsTimeInOrder() {
        List<String> sent = new ArrayList<>();
        LoadGenerator load = new LoadGenerator(
                shot -> {
                    sent.add(shot.path() + "@" + pacer.now / 1_000_000);
                    return CompletableFuture.completedFuture(Outcome.FRESH);
                },
                pacer,
                nanos -> {});

        load.fire(List.of(shot(30, "/b"), shot(10, "/a")), 1_000_000_000L, group -> ofMillis(5));

        assertThat(sent).containsExactly("/a@1010", "/b@1030");
    }

    @Test
    void doesNotWaitForAnAnswerBeforeTheNextShot() {
        List<CompletableFuture<Outcome>> open = new ArrayList<>();
        LoadGenerator load = new LoadGenerator(
                shot -> {
                    CompletableFuture<Outcome> ending = new CompletableFuture<>();
                    open.add(ending);
                    if (open.size() == 3) {
                        open.forEach(each -> each.complete(Outcome.FRESH));
                    }
                    return ending;
                },
                pacer,
                nanos -> {});

        Map<String, Tally> tallies =
                load.fire(List.of(shot(0, "/a"), shot(10, "/b"), shot(20, "/c")), 0, group -> ofMillis(15));

        assertThat(requireNonNull(tallies.get("group")).total()).isEqualTo(3);
        assertThat(requireNonNull(tallies.get("group")).inTime()).isEqualTo(2);
    }

    @Test
    void aStalledSenderCannotHideALateAnswer() {
        LoadGenerator load = new LoadGenerator(
                shot -> {
                    pacer.now += 500_000_000; // the sender itself is held up
                    return CompletableFuture.completedFuture(Outcome.FRESH);
                },
                pacer,
                nanos -> {});

        Tally tally = load.fire(List.of(shot(0, "/a"), shot(1, "/b")), 0, group -> ofMillis(5))
                .get("group");

        assertThat(requireNonNull(tally).millisAt(100)).isBetween(998.0, 1000.0);
    }

    private static Shot shot(long atMillis, String path) {
        return new Shot(atMillis * 1_000_000, "group", "ann", path);
    }

    private static final class VirtualPacer implements Pacer {

        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void awaitUntil(long nanos) {
            now = Math.max(now, nanos);
        }
    }
}
