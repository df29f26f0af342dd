package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who gets what of what there is. */
@SuppressWarnings("EnumOrdinal") // levels by their number, which is what these tests are about
class GrantsTest {

    private static final AllocationSpec PROCESS = new AllocationSpec(1000, 0.85, 32, 4);

    private static Grants.Budget budget(AllocationSpec spec, PressureLevel level, boolean busy, long live) {
        double factor = Knob.REDUCE_LIMITS.factor(level);
        return new Grants.Budget(
                spec.workers(level, busy), spec.memory(live), spec.memoryForCritical(live), level, factor);
    }

    private static AllocationPolicy policy(String name, Priority priority) {
        return AllocationPolicy.of(name, priority);
    }

    private static String words(List<Grant> grants) {
        List<String> words = new ArrayList<>();
        grants.forEach(grant -> words.add(grant.policy().name() + " " + grant.workers() + "/" + grant.memory()));
        return String.join(", ", words);
    }

    @Test
    void minimumsComeFirstThenTheMostImportantGetsWhatIsLeft() {
        List<AllocationPolicy> all = List.of(
                policy("reports", Priority.LOW).workers(2, 8).memory(50, 400),
                policy("pay", Priority.CRITICAL).workers(8, 16).memory(200, 400),
                policy("search", Priority.NORMAL).workers(4, 20).memory(100, 300));

        assertThat(words(Grants.of(all, budget(PROCESS, PressureLevel.NORMAL, false, 0))))
                .isEqualTo("pay 16/400, search 14/300, reports 2/150");
        assertThat(words(Grants.of(all, budget(PROCESS, PressureLevel.HIGH, false, 300))))
                .isEqualTo("pay 14/400, search 4/100, reports 2/50");
        assertThat(words(Grants.of(all, budget(PROCESS, PressureLevel.EMERGENCY, false, 800))))
                .isEqualTo("pay 8/150, search 1/0, reports 0/0");
    }

    @Test
    void atCriticalTheLessImportantGetMinimumsOnlyAndAtEmergencyAllButCritical() {
        List<AllocationPolicy> all = List.of(
                policy("a", Priority.HIGH).workers(1, 5).memory(10, 50),
                policy("b", Priority.NORMAL).workers(1, 5).memory(10, 50));

        assertThat(words(Grants.of(all, budget(PROCESS, PressureLevel.CRITICAL, false, 0))))
                .isEqualTo("a 5/50, b 1/10");
        assertThat(words(Grants.of(all, budget(PROCESS, PressureLevel.EMERGENCY, false, 0))))
                .isEqualTo("a 1/10, b 1/10");
    }

    @Test
    void whatTakesMuchMemoryGivesUpItsSurplusFromHighOn() {
        List<AllocationPolicy> all =
                List.of(policy("index", Priority.NORMAL).memory(100, 300).intensive());

        assertThat(Grants.of(all, budget(PROCESS, PressureLevel.ELEVATED, false, 0))
                        .get(0)
                        .memory())
                .isEqualTo(300);
        assertThat(Grants.of(all, budget(PROCESS, PressureLevel.HIGH, false, 0))
                        .get(0)
                        .memory())
                .isEqualTo(260);
    }

    @Test
    void busyProcessorsTakeOneStepBack() {
        assertThat(PROCESS.workers(PressureLevel.NORMAL, false)).isEqualTo(32);
        assertThat(PROCESS.workers(PressureLevel.NORMAL, true)).isEqualTo(25);
        assertThat(PROCESS.workers(PressureLevel.EMERGENCY, true)).isEqualTo(9);
        assertThat(new AllocationSpec(1000, 0.85, 32, 12).workers(PressureLevel.EMERGENCY, true))
                .isEqualTo(12);
    }

    @Test
    void d5NobodyGetsMoreThanHisMaximumAndAllTogetherNoMoreThanThereIs() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<AllocationPolicy> all = policies(random);
            Grants.Budget budget = budget(spec(random), level(random), random.nextBoolean(), random.nextInt(1200));
            List<Grant> grants = Grants.of(all, budget);
            long others = 0;
            long memory = 0;
            int workers = 0;
            for (Grant grant : grants) {
                AllocationPolicy policy = grant.policy();
                assertThat(grant.workers()).as("seed %d", seed).isBetween(0, policy.maxWorkers());
                assertThat(grant.memory()).as("seed %d", seed).isBetween(0L, policy.maxMemory());
                others += policy.priority() == Priority.CRITICAL ? 0 : grant.memory();
                memory += grant.memory();
                workers += grant.workers();
            }
            assertThat(workers).as("seed %d", seed).isLessThanOrEqualTo(budget.workers());
            assertThat(memory).as("seed %d", seed).isLessThanOrEqualTo(budget.memoryForCritical());
            assertThat(others).as("seed %d", seed).isLessThanOrEqualTo(budget.memory());
        }
    }

    @Test
    void d5MorePressureNeverEnlargesAGrant() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<AllocationPolicy> all = policies(random);
            AllocationSpec spec = spec(random);
            long live = random.nextInt(400);
            Map<String, Grant> before = new HashMap<>();
            for (PressureLevel level : PressureLevel.values()) {
                for (boolean busy : new boolean[] {false, true}) {
                    long more = live + random.nextInt(100);
                    for (Grant grant : Grants.of(all, budget(spec, level, busy, more))) {
                        Grant old = before.put(grant.policy().name(), grant);
                        if (old != null) {
                            String which = "seed " + seed + " at " + level;
                            assertThat(grant.workers()).as(which).isLessThanOrEqualTo(old.workers());
                            assertThat(grant.memory()).as(which).isLessThanOrEqualTo(old.memory());
                        }
                    }
                    live = more;
                }
            }
        }
    }

    @Test
    void d5CriticalGetsItsMinimumWhereTheCriticalMinimumsFit() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<AllocationPolicy> all = policies(random);
            Grants.Budget budget = budget(spec(random), level(random), random.nextBoolean(), random.nextInt(1200));
            long workers = 0;
            long memory = 0;
            for (AllocationPolicy policy : all) {
                workers += policy.priority() == Priority.CRITICAL ? policy.minWorkers() : 0;
                memory += policy.priority() == Priority.CRITICAL ? policy.minMemory() : 0;
            }
            for (Grant grant : Grants.of(all, budget)) {
                if (grant.policy().priority() == Priority.CRITICAL && workers <= budget.workers()) {
                    assertThat(grant.workers())
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(grant.policy().minWorkers());
                }
                if (grant.policy().priority() == Priority.CRITICAL && memory <= budget.memoryForCritical()) {
                    assertThat(grant.memory())
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(grant.policy().minMemory());
                }
            }
        }
    }

    private static List<AllocationPolicy> policies(Random random) {
        List<AllocationPolicy> all = new ArrayList<>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            int min = random.nextInt(10);
            int memory = random.nextInt(300);
            AllocationPolicy one = policy("p" + i, Priority.values()[random.nextInt(4)])
                    .workers(min, min + 1 + random.nextInt(20))
                    .memory(memory, memory + random.nextInt(500));
            all.add(random.nextBoolean() ? one.intensive() : one);
        }
        return all;
    }

    private static AllocationSpec spec(Random random) {
        int min = 1 + random.nextInt(8);
        return new AllocationSpec(200 + random.nextInt(1500), 0.85, min + random.nextInt(40), min);
    }

    private static PressureLevel level(Random random) {
        return PressureLevel.values()[random.nextInt(5)];
    }
}
