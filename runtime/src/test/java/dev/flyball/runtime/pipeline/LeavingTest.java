package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.retry.Backoff;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryBudget;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.retry.RetryRules;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A gate that holds something of the thread hears when that thread goes on without the call. */
class LeavingTest {

    private static final long LEFT = 99;

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final Surroundings around = new Surroundings(
            clock, alarm, elsewhere::add, () -> 0, EventSink.NONE, new InternalErrors(new EventLog(clock)));
    private final List<String> log = new ArrayList<>();
    private final Holding holding = new Holding();
    private final Bulkhead bulkhead = new Bulkhead("desk", 1, 1, clock, alarm);

    /** Holds the thread from admission on. */
    private final class Holding extends Gate {
        Holding() {
            super(false, false, false, true, true);
        }

        @Override
        public long admit(long now, @Nullable Object key) {
            log.add("admit");
            return 7;
        }

        @Override
        public long leave(long note, boolean ran) {
            log.add("leave " + note);
            return LEFT;
        }

        @Override
        public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
            log.add("settle " + note);
        }

        @Override
        public RefusedException refusal(long answer, String method, @Nullable Object key) {
            throw new AssertionError("never refuses");
        }

        @Override
        public void describe(MeterVisitor visitor) {}

        @Override
        public String policy() {
            return "holding";
        }

        @Override
        public String name() {
            return "holding";
        }
    }

    private Pipeline pipeline(boolean stage, Gate... gates) {
        Calls calls = new Calls("Desk.place", new MeterHub());
        return Pipeline.of("Desk.place", List.of(gates), stage, false, calls, around);
    }

    private CompletableFuture<?> start(CompletionStage<String> answer, Gate... gates) {
        StageCall.Attempt body = () -> {
            log.add("body");
            return answer;
        };
        return StageCall.start(pipeline(true, gates), null, body, null).toCompletableFuture();
    }

    private BulkheadGate places() {
        return new BulkheadGate(bulkhead, Duration.ofSeconds(5).toNanos());
    }

    @Test
    void aPlainCallIsSettledOnItsThreadAndLeavesNone() {
        Pipeline plain = pipeline(false, holding);
        Passage.returned(plain, (Ticket) Governor.admit(plain, null));

        assertThat(log).containsExactly("admit", "settle 7");
    }

    @Test
    void aCallLeavesItsThreadWhenTheBodyHasReturnedItsStage() {
        CompletableFuture<String> source = new CompletableFuture<>();
        Object unused = start(source, holding);
        assertThat(log).containsExactly("admit", "body", "leave 7");

        source.complete("placed");

        assertThat(log).containsExactly("admit", "body", "leave 7", "settle 99");
    }

    @Test
    void aStageThatIsCompleteAlreadyLeavesBeforeItSettles() {
        Object unused = start(CompletableFuture.completedFuture("placed"), holding);

        assertThat(log).containsExactly("admit", "body", "leave 7", "settle 99");
    }

    @Test
    void aStageMethodRunInItsFrameLeavesWhenItsStageIsWatched() {
        CompletableFuture<String> source = new CompletableFuture<>();
        StageEnd.watch((Ticket) Governor.admit(pipeline(true, holding), null), source, null);
        assertThat(log).containsExactly("admit", "leave 7");

        source.complete("placed");

        assertThat(log).containsExactly("admit", "leave 7", "settle 99");
    }

    @Test
    void aCallThatWaitsFurtherInLeavesItsThreadAtOnce() {
        bulkhead.tryAcquire();
        CompletableFuture<?> call = start(CompletableFuture.completedFuture("placed"), holding, places());
        assertThat(log).containsExactly("admit", "leave 7");

        bulkhead.release();
        elsewhere.remove().run();

        assertThat(call).isCompleted();
        assertThat(log).containsExactly("admit", "leave 7", "body", "settle 99");
    }

    @Test
    void cancellingACallThatWaitsSettlesWhatHasLeft() {
        bulkhead.tryAcquire();
        start(CompletableFuture.completedFuture("placed"), holding, places()).cancel(true);

        assertThat(log).containsExactly("admit", "leave 7", "settle 99");
    }

    @Test
    void aCallRefusedFurtherInSettlesOnTheThreadItNeverLeft() {
        bulkhead.tryAcquire();
        Object unused = start(CompletableFuture.completedFuture("placed"), holding, new BulkheadGate(bulkhead, 0));

        assertThat(log.subList(0, 1)).containsExactly("admit");
        assertThat(log).last().asString().startsWith("settle");
    }

    @Test
    void aCallThatIsRepeatedElsewhereLeavesOnce() {
        Backoff second = Backoff.fixed(Duration.ofSeconds(1));
        Retry retry = new Retry(
                "desk", RetryRules.DEFAULT.withMaxAttempts(2).withBackoff(second), new RetryBudget(), clock, () -> 0);
        Object unused = start(
                CompletableFuture.failedFuture(new IllegalStateException("no ink")), holding, new RetryGate(retry));
        clock.advance(Duration.ofSeconds(1));
        elsewhere.remove().run();

        assertThat(log).containsExactly("admit", "body", "leave 7", "body", "settle 99");
    }
}
