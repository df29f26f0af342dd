package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A bulkhead does what its naive twin does, over many random histories of arrivals, endings, waits and changes. */
class BulkheadPropertiesTest {

    @Test
    void aBulkheadDoesWhatItsNaiveTwinDoes() {
        for (int seed = 0; seed < 500; seed++) {
            new Twins(seed).run(200);
        }
    }

    private static final class Twins {

        private final String seed;
        private final Random random;
        private final ManualClock clock = new ManualClock();
        private final ManualAlarm alarm = new ManualAlarm(clock);
        private final Bulkhead bulkhead;
        private final NaiveBulkhead naive;
        private final Map<Integer, CompletableFuture<Permit>> callers = new TreeMap<>();
        private int arrived;

        Twins(int seed) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            int max = 1 + random.nextInt(3);
            int maxWaiting = random.nextInt(4);
            this.bulkhead = new Bulkhead("twin", max, maxWaiting, clock, alarm);
            this.naive = new NaiveBulkhead(max, maxWaiting);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> arrive();
                    case 3, 4 -> end();
                    case 5 -> leave();
                    case 6 -> change();
                    case 7 -> scale();
                    default -> advance();
                }
                compare();
            }
            while (!naive.running().isEmpty()) {
                end();
                compare();
            }
            assertThat(bulkhead.inFlight()).as(seed).isZero();
            assertThat(bulkhead.waiting()).as(seed).isZero();
            assertThat(alarm.pending()).as(seed).isZero();
        }

        private void arrive() {
            int wait = 1 + random.nextInt(50);
            CompletableFuture<Permit> future = bulkhead.acquireLater(Duration.ofNanos(wait));
            boolean accepted = naive.arrive(++arrived, clock.nanos() + wait);
            assertThat(future.isCompletedExceptionally()).as(seed).isNotEqualTo(accepted);
            if (accepted) {
                callers.put(arrived, future);
            }
        }

        private void end() {
            if (!naive.running().isEmpty()) {
                int caller = oneOf(List.copyOf(naive.running()));
                CompletableFuture<Permit> future = remove(caller);
                assertThat(future).as(seed).isCompleted();
                future.join().release();
                future.join().release();
                naive.end(caller);
            }
        }

        private void leave() {
            if (!naive.line().isEmpty()) {
                int caller = oneOf(naive.line());
                assertThat(remove(caller).cancel(false)).as(seed).isTrue();
                naive.leave(caller);
            }
        }

        private void change() {
            int max = 1 + random.nextInt(7);
            int maxWaiting = random.nextInt(4);
            bulkhead.change(max, maxWaiting);
            naive.change(max, maxWaiting);
        }

        private void scale() {
            double share = (1 + random.nextInt(10)) / 10.0;
            bulkhead.scale(share);
            naive.scale(share);
        }

        private void advance() {
            clock.advance(random.nextInt(20));
            naive.reach(clock.nanos());
        }

        private void compare() {
            List<Integer> running = new ArrayList<>();
            callers.values().removeIf(CompletableFuture::isCompletedExceptionally);
            callers.forEach((caller, future) -> {
                if (future.isDone()) {
                    running.add(caller);
                }
            });
            assertThat(running).as(seed).containsExactlyInAnyOrderElementsOf(naive.running());
            assertThat(bulkhead.inFlight()).as(seed).isEqualTo(naive.running().size());
            assertThat(bulkhead.load().admitted()).as(seed).isEqualTo(naive.admitted());
            assertThat(bulkhead.waiting()).as(seed).isEqualTo(naive.line().size());
        }

        private CompletableFuture<Permit> remove(int caller) {
            return Objects.requireNonNull(callers.remove(caller));
        }

        private int oneOf(List<Integer> some) {
            return some.get(random.nextInt(some.size()));
        }
    }
}
