package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Overload;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdaptiveGateTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long MAX_WAIT = 100 * MILLI;

    private final ManualClock clock = new ManualClock();
    private final AdaptiveLimit one =
            limit(AdaptiveSpec.DEFAULT.withLimits(1, 1, 1).withMaxWaiting(1));
    private final Gate patient = new AdaptiveGate(one, Overload.USUAL, MAX_WAIT);
    private final Gate impatient = new AdaptiveGate(one, Overload.USUAL, 0);

    private final AdaptiveLimit many = limit(AdaptiveSpec.DEFAULT.withInitial(100));
    private final Gate gate = new AdaptiveGate(many, new Overload(IllegalStateException.class::isInstance), 0);

    private AdaptiveLimit limit(AdaptiveSpec spec) {
        return new AdaptiveLimit("search", spec, clock, new ManualAlarm(clock), EventSink.NONE);
    }

    private long admit(Gate by) {
        return by.admit(clock.nanos(), null);
    }

    /** One call of ten milliseconds. */
    private void call(Gate by, @Nullable Throwable ending) {
        long start = clock.nanos();
        long note = by.admit(start, null);
        assertThat(note).isNotNegative();
        clock.advance(10 * MILLI);
        by.settle(note, start, clock.nanos(), ending);
    }

    /** What so many calls with that ending, one after the other, make of a limit of 100. */
    private double after(int calls, @Nullable Throwable ending) {
        for (int i = 0; i < calls; i++) {
            call(gate, ending);
        }
        assertThat(many.inFlight()).isZero();
        return many.limit();
    }

    @Test
    void aPlaceIsTakenUntilTheCallEndsHoweverItEnds() {
        for (Throwable ending : new Throwable[] {null, new IOException(), new AssertionError(), new Exception()}) {
            long note = admit(impatient);
            assertThat(note).isNotNegative();
            assertThat(admit(impatient)).isNegative();
            impatient.settle(note, 0, clock.nanos(), ending);
        }
        assertThat(one.inFlight()).isZero();
    }

    @Test
    void timeoutsRejectionsAndWhatTheUserNamesLowerTheLimit() {
        assertThat(after(30, new SocketTimeoutException())).isLessThan(100);
        assertThat(after(30, new IOException(new RejectedExecutionException("full"))))
                .isLessThan(90);
        double before = many.limit();
        assertThat(after(30, new IllegalStateException("503"))).isLessThan(before);
    }

    @Test
    void quickFailuresCancellationsAndRefusalsFromWithinAreNoMeasurements() {
        after(2000, new IOException("not found"));
        after(2000, new CancellationException());
        after(2000, impatient.refusal(Gate.NEVER, "Other.method", null));
        assertThat(many.limit()).isEqualTo(100);
        assertThat(many.reading().baseLatency()).isZero();
    }

    @Test
    void callsThatReturnAreMeasured() {
        after(200, null);
        assertThat(many.reading().baseLatency()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void aWaitingCallGoesWhenAnotherEndsAndIsMeasuredFromThen() {
        long note = admit(patient);
        Answers answers = new Answers();
        assertThat(patient.admitLater(clock.nanos(), null, answers)).isEqualTo(Gate.PENDING);
        patient.settle(note, 0, clock.nanos(), null);
        assertThat(answers.heard).containsExactly(Gate.WAITED);
        patient.settle(Gate.WAITED, clock.nanos(), clock.nanos(), null);
        assertThat(one.inFlight()).isZero();
    }

    @Test
    void itReadsTheClockAndWaitsOnlyWhereAskedTo() {
        assertThat(impatient.readsAdmission()).isTrue();
        assertThat(impatient.readsSettlement()).isTrue();
        assertThat(impatient.mayWait()).isFalse();
        assertThat(patient.mayWait()).isTrue();
    }

    @Test
    void refusalsAndWaitsAndRoundTripsAreCounted() {
        Readings meters = new Readings();
        patient.describe(meters);
        long note = admit(patient);
        patient.admitLater(clock.nanos(), null, new Answers());
        patient.admitLater(clock.nanos(), null, new Answers());
        assertThat(meters.value("concurrency.limit", "name", "search")).isEqualTo(1);
        assertThat(meters.value("concurrency.inflight", "name", "search")).isEqualTo(1);
        assertThat(meters.value("concurrency.queued", "name", "search")).isEqualTo(1);
        assertThat(rejections(meters, "limited")).isEqualTo(1);
        long start = clock.nanos();
        clock.advance(MAX_WAIT);
        assertThat(rejections(meters, "timeout")).isEqualTo(1);
        patient.admitLater(clock.nanos(), null, new Answers());
        clock.advance(7);
        patient.settle(note, start, clock.nanos(), null);
        assertThat(meters.durations("concurrency.wait", "name", "search")).containsExactly(7L);
        assertThat(meters.durations("concurrency.rtt", "name", "search")).containsExactly(MAX_WAIT + 7);
    }

    @Test
    void movesOfTheLimitAreCountedByDirectionAndCause() {
        Readings meters = new Readings();
        gate.describe(meters);
        after(30, new SocketTimeoutException());
        assertThat(adjustments(meters, "down", "drop")).isPositive();
        many.change(AdaptiveSpec.DEFAULT.withLimits(50, 1, 50));
        assertThat(adjustments(meters, "down", "manual")).isEqualTo(1);
        assertThat(adjustments(meters, "up", "latency")).isZero();
    }

    private static double adjustments(Readings meters, String direction, String cause) {
        return meters.value("concurrency.adjustments", "name", "search", "direction", direction, "cause", cause);
    }

    private static double rejections(Readings meters, String reason) {
        return meters.value("rejections", "name", "search", "policy", "adaptive-concurrency", "reason", reason);
    }

    @Test
    void aRefusalNamesItsNumbers() {
        admit(impatient);
        RefusedException refusal = impatient.refusal(admit(impatient), "Search.find", null);
        assertThat(refusal.policy()).isEqualTo("search");
        assertThat(refusal.retryAfter()).isEmpty();
        ConcurrencyLimitedException numbers = (ConcurrencyLimitedException) refusal;
        assertThat(numbers.inFlight()).isEqualTo(1);
        assertThat(numbers.limit()).isEqualTo(1);
    }

    private static final class Answers implements Turn {
        private final List<Long> heard = new ArrayList<>();

        @Override
        public void done(long answer) {
            heard.add(answer);
        }

        @Override
        public void onCancel(Runnable leave) {}
    }
}
