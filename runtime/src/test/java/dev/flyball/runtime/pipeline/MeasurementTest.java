package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MemorySummary;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.observe.Sampling;
import dev.flyball.runtime.observe.ThreadMemory;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import dev.flyball.runtime.timeout.Timeout;
import dev.flyball.runtime.timeout.TimeoutGate;
import dev.flyball.runtime.timeout.TimeoutSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private final ManualClock clock = new ManualClock(1);
    private final AtomicBoolean chosen = new AtomicBoolean();
    private final Sampling sampling = new Sampling(() -> chosen.get() ? 0 : 0.5, () -> ThreadMemory.UNKNOWN);
    private final Calls calls = new Calls("Desk.place", new MeterHub(), sampling, () -> {});
    private final Pipeline pipeline = pipeline();

    private Pipeline pipeline() {
        calls.count(true);
        for (int i = 0; i < Sampling.FIRST; i++) {
            calls.sampled();
        }
        InternalErrors errors = new InternalErrors(new EventLog(clock));
        Surroundings around =
                new Surroundings(clock, new ManualAlarm(clock), Runnable::run, () -> 0, EventSink.NONE, errors);
        List<RecordingGate> gates = List.of(new RecordingGate("gate", RecordingGate.log()));
        return Pipeline.of("Desk.place", gates, false, false, calls, around);
    }

    private Ticket admit() {
        return (Ticket) Governor.admit(pipeline, null);
    }

    @Test
    void callsThatAreNotSampledShareATicketAndReadNoClock() {
        Ticket first = admit();
        Ticket second = admit();
        assertThat(first).isSameAs(second);
        Passage.returned(pipeline, first);
        Passage.returned(pipeline, second);

        assertThat(calls.metrics().successes()).isEqualTo(2);
        assertThat(calls.metrics().durations().measured()).isZero();
    }

    @Test
    void aSampledCallAmongThemHasItsOwnAndLeavesNothingInIt() {
        Ticket shared = admit();
        chosen.set(true);
        Ticket own = admit();
        chosen.set(false);
        clock.advance(TimeUnit.SECONDS.toNanos(1));
        assertThat(own).isNotSameAs(shared);
        Passage.returned(pipeline, own);
        Passage.returned(pipeline, shared);

        assertThat(own.sampled).isFalse();
        assertThat(shared.sampled).isFalse();
        assertThat(calls.metrics().successes()).isEqualTo(2);
        assertThat(calls.metrics().durations().measured()).isEqualTo(1);
        assertThat(calls.metrics().durations().maxNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void aCallThatFindsANewAudienceAndNobodyToTellStillEnds() {
        boolean[] broken = {true};
        int[] told = {0};
        MeterHub meters = new MeterHub();
        Calls watched = new Calls("Desk.place", meters, sampling, () -> {
            if (broken[0]) {
                throw new InternalError("unable to create native thread");
            }
            told[0]++;
        });
        watched.count(true);
        InternalErrors errors = new InternalErrors(new EventLog(clock));
        Surroundings around =
                new Surroundings(clock, new ManualAlarm(clock), Runnable::run, () -> 0, EventSink.NONE, errors);
        List<RecordingGate> gates = List.of(new RecordingGate("gate", RecordingGate.log()));
        Pipeline own = Pipeline.of("Desk.place", gates, false, false, watched, around);
        meters.bind(new Readings());

        Ticket first = (Ticket) Governor.admit(own, null);
        assertThat(Passage.returned(own, first)).isNull();
        assertThat(first.pipeline).as("given back").isNull();
        assertThat(errors.count()).isEqualTo(1);
        broken[0] = false;
        Passage.returned(own, (Ticket) Governor.admit(own, null));
        assertThat(told[0]).isEqualTo(1);
    }

    /** The inner half went on elsewhere, and what admission allocated was taken for what the body did. */
    @Test
    void aBodyThatWaitsInsideATimeoutIsNotWeighedByTheThreadThatLeftIt() {
        ManualAlarm alarm = new ManualAlarm(clock);
        long[] allocated = {0};
        Calls timed =
                new Calls("Desk.place", new MeterHub(), new Sampling(() -> 0, () -> allocated[0] += 100), () -> {});
        timed.count(true);
        InternalErrors errors = new InternalErrors(new EventLog(clock));
        Surroundings around = new Surroundings(clock, alarm, Runnable::run, () -> 0, EventSink.NONE, errors);
        Bulkhead bulkhead = new Bulkhead("desk", 1, 1, clock, alarm);
        TimeoutSpec minute = TimeoutSpec.of(Duration.ofMinutes(1));
        List<Gate> gates = List.of(
                new TimeoutGate(new Timeout("desk", minute, clock, alarm, Runnable::run)),
                new BulkheadGate(bulkhead, Duration.ofSeconds(5).toNanos()));
        Pipeline halved = Pipeline.of("Desk.place", gates, true, false, timed, around);
        StageCall.Attempt body = () -> CompletableFuture.completedFuture("placed");

        bulkhead.tryAcquire();
        CompletionStage<?> waiting = StageCall.start(halved, null, body, null);
        bulkhead.release();
        assertThat(waiting).isCompleted();
        assertThat(timed.metrics().successes()).isEqualTo(1);
        assertThat(timed.metrics().memory()).isEqualTo(MemorySummary.NONE);

        assertThat(StageCall.start(halved, null, body, null)).isCompleted();
        assertThat(timed.metrics().memory()).isNotEqualTo(MemorySummary.NONE);
    }

    @Test
    void aSampledCallThatThrowsIsMeasuredOnce() {
        chosen.set(true);
        Ticket own = admit();
        clock.advance(5);
        Throwable failure = new IllegalStateException("no paper");
        assertThat(Governor.threw(own, failure)).isSameAs(failure);
        Governor.failed(own, failure);

        assertThat(calls.metrics().failures()).isEqualTo(1);
        assertThat(calls.metrics().durations().maxNanos()).isEqualTo(5);
        assertThat(own.ended).isFalse();
    }
}
