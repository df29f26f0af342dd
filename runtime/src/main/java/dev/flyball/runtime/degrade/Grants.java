package dev.flyball.runtime.degrade;

import dev.flyball.runtime.pressure.PressureLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides what there is among those who ask: minimums first, the most important before the others, until nothing is left;
 * then maximums in the same order.
 *
 * <pre>
 * minimum_i = min(what is asked, what is left)         more_i = min(max_i - min_i, what is left)
 * more_i    = 0 for NORMAL and LOW from CRITICAL on, for HIGH at EMERGENCY
 * memory_i  = minimum_i + more_i * limit factor        where memory intensive, from HIGH on
 * </pre>
 *
 * What the last line takes away is given to nobody: else more pressure would enlarge somebody's grant.
 */
final class Grants {

    private Grants() {}

    /**
     * What there is.
     *
     * @param memoryForCritical bytes for everybody and CRITICAL together; at least {@code memory}
     * @param limitFactor what is left of limits at this level
     */
    record Budget(int workers, long memory, long memoryForCritical, PressureLevel level, double limitFactor) {}

    /** One grant for each policy, the most important first. */
    static List<Grant> of(List<AllocationPolicy> policies, Budget budget) {
        List<AllocationPolicy> ordered = policies.stream()
                .sorted(Comparator.comparing(AllocationPolicy::priority).thenComparing(AllocationPolicy::name))
                .toList();
        long[] workers = new long[ordered.size()];
        long[] memory = new long[ordered.size()];
        minimums(ordered, budget, workers, memory);
        maximums(ordered, budget, workers, memory);
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < workers.length; i++) {
            grants.add(new Grant(ordered.get(i), (int) workers[i], memory[i]));
        }
        return grants;
    }

    private static void minimums(List<AllocationPolicy> policies, Budget budget, long[] workers, long[] memory) {
        long givenWorkers = 0;
        long givenMemory = 0;
        for (int i = 0; i < workers.length; i++) {
            AllocationPolicy policy = policies.get(i);
            workers[i] = atMost(policy.minWorkers(), budget.workers - givenWorkers);
            memory[i] = atMost(policy.minMemory(), room(policy, budget) - givenMemory);
            givenWorkers += workers[i];
            givenMemory += memory[i];
        }
    }

    private static void maximums(List<AllocationPolicy> policies, Budget budget, long[] workers, long[] memory) {
        long givenWorkers = sum(workers);
        long givenMemory = sum(memory);
        for (int i = 0; i < workers.length; i++) {
            AllocationPolicy policy = policies.get(i);
            if (minimumOnly(policy.priority(), budget.level)) {
                continue;
            }
            long moreWorkers = atMost(policy.maxWorkers() - policy.minWorkers(), budget.workers - givenWorkers);
            long moreMemory = atMost(policy.maxMemory() - policy.minMemory(), room(policy, budget) - givenMemory);
            workers[i] += moreWorkers;
            memory[i] += policy.memoryIntensive() && budget.level.atLeast(PressureLevel.HIGH)
                    ? (long) (moreMemory * budget.limitFactor)
                    : moreMemory;
            givenWorkers += moreWorkers;
            givenMemory += moreMemory;
        }
    }

    private static boolean minimumOnly(Priority priority, PressureLevel level) {
        return switch (priority) {
            case CRITICAL -> false;
            case HIGH -> level == PressureLevel.EMERGENCY;
            case NORMAL, LOW -> level.atLeast(PressureLevel.CRITICAL);
        };
    }

    private static long room(AllocationPolicy policy, Budget budget) {
        return policy.priority() == Priority.CRITICAL ? budget.memoryForCritical : budget.memory;
    }

    private static long atMost(long asked, long left) {
        return Math.max(0, Math.min(asked, left));
    }

    private static long sum(long[] parts) {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }
}
