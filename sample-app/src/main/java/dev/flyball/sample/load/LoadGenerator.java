package dev.flyball.sample.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Sends shots at their appointed times and never waits for an answer before the next (open loop), as many independent
 * users do. A closed loop would go easy on a slow server: it measures fewest where it hurts most.
 */
public final class LoadGenerator {

    private final Sender sender;
    private final Pacer pacer;
    private final LongConsumer progress;

    /** @param progress told the nanoseconds since the start before each shot */
    public LoadGenerator(Sender sender, Pacer pacer, LongConsumer progress) {
        this.sender = sender;
        this.pacer = pacer;
        this.progress = progress;
    }

    /**
     * Fires every shot and returns when each has ended.
     *
     * @param start the clock's reading that appointed times count from
     * @param objectives by group, how late a good answer may be
     */
    public Map<String, Tally> fire(List<Shot> shots, long start, Function<String, Duration> objectives) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        List<CompletableFuture<Void>> endings = new ArrayList<>(shots.size());
        for (Shot shot : inOrder(shots)) {
            Tally tally = tallies.computeIfAbsent(shot.group(), group -> new Tally(objectives.apply(group)));
            pacer.awaitUntil(start + shot.atNanos());
            progress.accept(pacer.nanos() - start);
            endings.add(
                    sender.send(shot).thenAccept(outcome -> tally.add(outcome, shot.atNanos(), pacer.nanos() - start)));
        }
        CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new)).join();
        return tallies;
    }

    private static List<Shot> inOrder(List<Shot> shots) {
        return shots.stream().sorted(Comparator.comparingLong(Shot::atNanos)).toList();
    }
}
