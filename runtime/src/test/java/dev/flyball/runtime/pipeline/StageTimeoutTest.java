package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadFullException;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.retry.Backoff;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryBudget;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.retry.RetryRules;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import dev.flyball.runtime.timeout.Timeout;
import dev.flyball.runtime.timeout.TimeoutGate;
import dev.flyball.runtime.timeout.TimeoutSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timeouts of stage methods: the caller is told at the deadline, the gates further in hold on until the work has ended. */
class StageTimeoutTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final InternalErrors errors = new InternalErrors(new EventLog(clock));
    private final Surroundings around = new Surroundings(clock, alarm, elsewhere::add, () -> 0, EventSink.NONE, errors);
    private final Bulkhead bulkhead = new Bulkhead("desk", 1, 4, clock, alarm);
    private final Timeout timeout =
            new Timeout("desk", TimeoutSpec.of(Duration.ofSeconds(1)), clock, alarm, elsewhere::add);
    private final List<String> log = RecordingGate.log();
    private final RecordingGate outer = new RecordingGate("outer", log);
    private final RecordingGate inner = new RecordingGate("inner", log);
    private final List<CompletableFuture<String>> sources = new ArrayList<>();

    /** Work that goes on whatever it is told. */
    private static final class Stubborn extends CompletableFuture<String> {
        boolean told;

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            told = true;
            return false;
        }
    }

    private CompletableFuture<String> source(CompletableFuture<String> source) {
        sources.add(source);
        return source;
    }

    private Pipeline pipeline(Gate... gates) {
        Calls calls = new Calls("Desk.place", new MeterHub());
        return Pipeline.of("Desk.place", List.of(gates), true, false, calls, around);
    }

    private CompletableFuture<?> start(@Nullable Rescue rescue, Gate... gates) {
        return StageCall.start(pipeline(gates), null, () -> source(new CompletableFuture<>()), rescue)
                .toCompletableFuture();
    }

    private TimeoutGate second() {
        return new TimeoutGate(timeout);
    }

    private BulkheadGate place(String maxWait) {
        return new BulkheadGate(bulkhead, Duration.parse("PT" + maxWait).toNanos());
    }

    private RetryGate retry(int attempts) {
        Backoff none = Backoff.fixed(Duration.ofMillis(1));
        RetryRules rules = RetryRules.DEFAULT.withMaxAttempts(attempts).withBackoff(none);
        return new RetryGate(new Retry("desk", rules, new RetryBudget(), clock, () -> 0));
    }

    private void runElsewhere() {
        for (Runnable next = elsewhere.poll(); next != null; next = elsewhere.poll()) {
            next.run();
        }
    }

    private void pass(String time) {
        clock.advance(Duration.parse("PT" + time));
        runElsewhere();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(errors.count()).isZero();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aStageInTimeCompletesAsItsSourceDoes() {
        CompletableFuture<?> call = start(null, second(), place("0S"));
        pass("0.9S");
        sources.get(0).complete("placed");

        assertThat(call.join()).isEqualTo("placed");
    }

    @Test
    void aStageFailsAtItsDeadlineAndItsSourceIsCancelled() {
        CompletableFuture<?> call = start(null, outer, second(), inner);
        clock.advance(Duration.ofSeconds(1));
        assertThat(call).as("the alarm thread runs no code of the program").isNotDone();
        runElsewhere();

        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOf(CallTimedOutException.class)
                .hasMessageStartingWith("[timed-out] Desk.place took 1s; timeout \"desk\" gave it 1s");
        assertThat(sources.get(0)).isCancelled();
        assertThat(log.subList(0, 2)).containsExactly("admit outer", "admit inner");
        assertThat(log.get(2)).startsWith("settle inner 0 [timed-out] Desk.place");
        assertThat(log.get(3)).startsWith("settle outer 0 [timed-out] Desk.place");
        assertThat(log).hasSize(4);
        assertThat(timeout.snapshot()).isEqualTo(new Timeout.Snapshot(0, 1, 0));
    }

    @Test
    void noPlaceIsFreeWhileTheWorkGoesOn() {
        Stubborn work = new Stubborn();
        CompletableFuture<?> call = StageCall.start(
                        pipeline(outer, second(), place("0S"), inner), null, () -> source(work), null)
                .toCompletableFuture();
        pass("1S");

        assertThat(call).isCompletedExceptionally();
        assertThat(work.told).isTrue();
        assertThat(bulkhead.inFlight()).isEqualTo(1);
        assertThat(log).last().asString().startsWith("settle outer 0 [timed-out]");

        work.complete("late");

        assertThat(bulkhead.inFlight()).isZero();
        assertThat(log).last().asString().startsWith("settle inner 0 [timed-out]");
    }

    @Test
    void eachAttemptHasItsTimeAndThePlaceOfTheOneBeforeUntilThatHasEnded() {
        List<Stubborn> works = new ArrayList<>();
        CompletableFuture<?> call = StageCall.start(
                        pipeline(retry(3), second(), place("10S")),
                        null,
                        () -> {
                            works.add(new Stubborn());
                            return works.get(works.size() - 1);
                        },
                        null)
                .toCompletableFuture();
        pass("1S"); // the first attempt's time is up
        pass("0.001S"); // the second waits for a place
        assertThat(works).hasSize(1);
        assertThat(bulkhead.waiting()).isEqualTo(1);

        works.get(0).complete("late");
        runElsewhere();
        assertThat(works).hasSize(2);
        works.get(1).complete("placed");

        assertThat(call).isCompleted();
        assertThat(call.join()).isEqualTo("placed");
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(timeout.snapshot()).isEqualTo(new Timeout.Snapshot(1, 1, 0));
    }

    @Test
    void waitingForAPlaceCountsAndIsLeftAtTheDeadline() {
        bulkhead.tryAcquire();
        CompletableFuture<?> call = start(null, second(), place("10S"));
        assertThat(bulkhead.waiting()).isEqualTo(1);
        pass("1S");

        assertThatThrownBy(call::join).hasCauseInstanceOf(CallTimedOutException.class);
        assertThat(bulkhead.waiting()).isZero();
        bulkhead.release();
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(sources).isEmpty();
    }

    @Test
    void aRefusalFurtherInIsTheEndingAndCountsAsNoCall() {
        bulkhead.tryAcquire();
        CompletableFuture<?> call = start(null, outer, second(), place("0S"));

        assertThatThrownBy(call::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(log).last().asString().startsWith("settle outer 0 [bulkhead-full]");
        assertThat(timeout.snapshot()).isEqualTo(new Timeout.Snapshot(0, 0, 0));
        bulkhead.release();
    }

    @Test
    void aStageThatIsCompleteAlreadyIsNeverTimed() {
        CompletableFuture<?> call = StageCall.start(
                        pipeline(second(), place("0S")),
                        null,
                        () -> {
                            clock.advance(Duration.ofSeconds(9));
                            return CompletableFuture.completedFuture("placed");
                        },
                        null)
                .toCompletableFuture();

        assertThat(call.join()).isEqualTo("placed");
        assertThat(timeout.snapshot()).isEqualTo(new Timeout.Snapshot(1, 0, 0));
    }

    @Test
    void aFallbackAnswersForATimeout() {
        Rescue instead = cause -> {
            Object answer = CompletableFuture.completedFuture(cause.getClass().getSimpleName());
            return answer;
        };
        CompletableFuture<?> call = start(instead, second(), place("0S"));
        pass("1S");

        assertThat(call.join()).isEqualTo("CallTimedOutException");
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void cancellingTheCallIsNoTimeout() {
        CompletableFuture<?> call = start(null, outer, second(), place("0S"));
        call.cancel(true);
        pass("5S");

        assertThat(sources.get(0)).isCancelled();
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(log).containsExactly("admit outer", "settle outer 0 null");
        assertThat(timeout.snapshot()).isEqualTo(new Timeout.Snapshot(1, 0, 0));
    }

    @Test
    void aThrowBeforeTheStageExistsAndANullStageAreFailures() {
        CompletableFuture<?> thrown = StageCall.start(
                        pipeline(second(), place("0S")),
                        null,
                        () -> {
                            throw new IllegalStateException("no ink");
                        },
                        null)
                .toCompletableFuture();
        CompletableFuture<?> nothing = StageCall.start(pipeline(second(), place("0S")), null, () -> null, null)
                .toCompletableFuture();

        assertThatThrownBy(thrown::join).hasRootCauseMessage("no ink");
        assertThatThrownBy(nothing::join).hasRootCauseMessage("the method returned a null stage");
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void aTimeoutOutsideARetryEndsAllAttempts() {
        CompletableFuture<?> call = start(null, second(), retry(9), place("0S"));
        for (int i = 0; i < 3; i++) {
            sources.get(i).completeExceptionally(new IllegalStateException("no ink"));
            pass("0.001S");
        }
        pass("1S");

        assertThatThrownBy(call::join).hasCauseInstanceOf(CallTimedOutException.class);
        assertThat(sources).hasSize(4);
        assertThat(sources.get(3)).isCancelled();
        assertThat(bulkhead.inFlight()).isZero();
        pass("10S");
        assertThat(sources).hasSize(4);
    }

    @Test
    void aDeadlineDuringAPauseEndsTheCallAndNoAttemptFollows() {
        Retry slow = new Retry(
                "desk",
                RetryRules.DEFAULT.withBackoff(Backoff.fixed(Duration.ofSeconds(5))),
                new RetryBudget(),
                clock,
                () -> 0);
        CompletableFuture<?> call = start(null, second(), new RetryGate(slow), place("0S"));
        sources.get(0).completeExceptionally(new IllegalStateException("no ink"));
        pass("1S");

        assertThatThrownBy(call::join).hasCauseInstanceOf(CallTimedOutException.class);
        pass("10S");
        assertThat(sources).hasSize(1);
        assertThat(bulkhead.inFlight()).isZero();
    }

    /** Whatever happens in whatever order, each call ends once, each gate settles once, and no place is lost. */
    @Test
    void manyCallsInRandomOrder() {
        for (long seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            Bulkhead places = new Bulkhead("desk", 2, 3, clock, alarm);
            List<CompletableFuture<String>> open = new ArrayList<>();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            log.clear();
            Gate[] gates = random.nextBoolean()
                    ? new Gate[] {outer, retry(3), second(), new BulkheadGate(places, 700_000_000), inner}
                    : new Gate[] {outer, second(), retry(3), new BulkheadGate(places, 700_000_000), inner};
            Pipeline pipeline = pipeline(gates);
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1 ->
                        calls.add(StageCall.start(
                                        pipeline,
                                        null,
                                        () -> {
                                            CompletableFuture<String> work =
                                                    random.nextBoolean() ? new Stubborn() : new CompletableFuture<>();
                                            if (random.nextInt(4) == 0) {
                                                work.complete("at once");
                                            }
                                            open.add(work);
                                            return work;
                                        },
                                        null)
                                .toCompletableFuture());
                    case 2 -> pick(open, random).complete("placed");
                    case 3 -> pick(open, random).completeExceptionally(new IllegalStateException("no ink"));
                    case 4 -> {
                        if (!calls.isEmpty() && random.nextInt(3) == 0) {
                            calls.get(random.nextInt(calls.size())).cancel(true);
                        }
                    }
                    case 5 -> clock.advance(random.nextInt(600_000_000));
                    default -> {
                        Runnable next = elsewhere.poll();
                        if (next != null) {
                            next.run();
                        }
                    }
                }
            }
            for (int quiet = 0; quiet < 40; quiet++) {
                clock.advance(Duration.ofSeconds(2));
                runElsewhere();
                open.forEach(work -> work.complete("at last"));
            }

            assertThat(calls).as("seed " + seed).allMatch(CompletableFuture::isDone);
            assertThat(places.inFlight()).as("seed " + seed).isZero();
            assertThat(places.waiting()).as("seed " + seed).isZero();
            for (String gate : List.of("outer", "inner")) {
                assertThat(log.stream().filter(line -> line.startsWith("settle " + gate)))
                        .as("seed " + seed + " " + gate)
                        .hasSize((int) log.stream()
                                .filter(line -> line.startsWith("admit " + gate))
                                .count());
            }
            assertThat(alarm.pending()).as("seed " + seed).isZero();
        }
    }

    private static CompletableFuture<String> pick(List<CompletableFuture<String>> open, Random random) {
        return open.isEmpty() ? new CompletableFuture<>() : open.get(random.nextInt(open.size()));
    }

    @Test
    void aCancelledCallIsNoFailureOfItsWork() {
        CompletableFuture<?> call = start(null, second(), inner);
        call.cancel(false);

        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
        assertThat(log).containsExactly("admit inner", "settle inner 0 null");
    }
}
