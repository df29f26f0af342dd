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

/** A bulkhead with owners does what its naive twin does, over many random histories. */
class OwnedBulkheadPropertiesTest {

    private static final List<String> OWNERS = List.of("a", "b", "c", "d");

    @Test
    void aBulkheadWithOwnersDoesWhatItsNaiveTwinDoes() {
        for (int seed = 0; seed < 1000; seed++) {
            new Twins(seed).run(200);
        }
    }

    private static final class Twins {

        private final String seed;
        private final Random random;
        private final ManualClock clock = new ManualClock();
        private final ManualAlarm alarm = new ManualAlarm(clock);
        private final Bulkhead bulkhead;
        private final OwnedBulkhead shares;
        private final NaiveOwnedBulkhead naive;
        private final Map<Integer, CompletableFuture<Permit>> callers = new TreeMap<>();
        private int arrived;

        Twins(int seed) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            int max = 1 + random.nextInt(5);
            int perOwner = 1 + random.nextInt(3);
            int maxWaiting = random.nextInt(6);
            this.bulkhead = new Bulkhead("twin", max, maxWaiting, clock, alarm);
            this.shares = OwnedBulkhead.over(bulkhead, perOwner);
            this.naive = new NaiveOwnedBulkhead(max, perOwner, maxWaiting);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> arrive();
                    case 3, 4 -> end();
                    case 5 -> leave();
                    case 6 -> change();
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
            assertThat(shares.holders()).as(seed).isEmpty();
            assertThat(alarm.pending()).as(seed).isZero();
        }

        private void arrive() {
            String owner = oneOf(OWNERS);
            int wait = 1 + random.nextInt(50);
            CompletableFuture<Permit> future = shares.acquireLater(owner, Duration.ofNanos(wait));
            boolean accepted = naive.arrive(new NaiveOwnedBulkhead.Caller(++arrived, owner, clock.nanos() + wait));
            assertThat(future.isCompletedExceptionally()).as(seed).isNotEqualTo(accepted);
            if (accepted) {
                callers.put(arrived, future);
            }
        }

        private void end() {
            if (!naive.running().isEmpty()) {
                int caller = oneOf(naive.running());
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
            int max = 1 + random.nextInt(5);
            int perOwner = 1 + random.nextInt(3);
            int maxWaiting = random.nextInt(6);
            if (random.nextBoolean()) {
                bulkhead.change(max, maxWaiting);
                naive.change(max, shares.perOwner(), maxWaiting);
            } else {
                shares.change(perOwner);
                naive.change(bulkhead.max(), perOwner, bulkhead.maxWaiting());
            }
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
            assertThat(bulkhead.waiting()).as(seed).isEqualTo(naive.line().size());
            OWNERS.forEach(owner -> assertThat(shares.inFlight(owner)).as(seed).isEqualTo(naive.held(owner)));
        }

        private CompletableFuture<Permit> remove(int caller) {
            return Objects.requireNonNull(callers.remove(caller));
        }

        private <T> T oneOf(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }
    }
}
