package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quotas do what two plain maps do, over many random histories; with little room they are only ever stricter. */
class QuotasPropertiesTest {

    @Test
    void quotasDoWhatTwoMapsDo() {
        for (int seed = 0; seed < 500; seed++) {
            new Twins(seed, 64, true).run(400);
        }
    }

    @Test
    void withLittleRoomTheyAreOnlyStricter() {
        for (int seed = 0; seed < 500; seed++) {
            new Twins(seed, 3, false).run(400);
        }
    }

    private static final class Twins {

        private static final int OWNERS = 40;
        private static final int STANDARD = 3;

        private final String seed;
        private final Random random;
        private final boolean exact;
        private final Quotas quotas;
        private final Map<Integer, Integer> held = new HashMap<>();
        private final Map<Integer, Integer> limits = new HashMap<>();

        Twins(int seed, int room, boolean exact) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            this.exact = exact;
            this.quotas = new Quotas("twin", STANDARD, room);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                Integer owner = random.nextInt(1 + random.nextInt(OWNERS));
                int n = 1 + random.nextInt(3);
                switch (random.nextInt(exact ? 6 : 4)) {
                    case 0, 1 -> take(owner, n);
                    case 2, 3 -> give(owner, n);
                    case 4 -> {
                        quotas.limit(owner, n);
                        limits.put(owner, n);
                    }
                    default -> {
                        quotas.resetLimit(owner);
                        limits.remove(owner);
                    }
                }
                assertThat(quotas.held(owner)).as(seed).isEqualTo(held.getOrDefault(owner, 0));
            }
            Map<Object, Integer> shown = new HashMap<>();
            quotas.holders().forEach(holder -> shown.put(holder.owner(), holder.held()));
            held.values().removeIf(count -> count == 0);
            assertThat(shown).as(seed).isEqualTo(held);
            held.forEach((owner, count) -> quotas.release(owner, count));
            assertThat(quotas.holders()).as(seed).isEmpty();
            assertThat(quotas.tryAcquire("newcomer", STANDARD)).as(seed).isTrue();
        }

        private void take(Integer owner, int n) {
            boolean room = held.getOrDefault(owner, 0) + n <= limits.getOrDefault(owner, STANDARD);
            boolean taken = quotas.tryAcquire(owner, n);
            assertThat(taken ? room : !(exact && room)).as(seed).isTrue();
            if (taken) {
                held.merge(owner, n, Integer::sum);
            }
        }

        private void give(Integer owner, int n) {
            boolean holds = held.getOrDefault(owner, 0) >= n;
            boolean given = true;
            try {
                quotas.release(owner, n);
            } catch (IllegalStateException notHeld) {
                given = false;
            }
            assertThat(given).as(seed).isEqualTo(holds);
            if (given) {
                held.merge(owner, -n, Integer::sum);
            }
        }
    }
}
