package dev.flyball.runtime.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BulkheadGateTest {

    private static final long MAX_WAIT = Duration.ofMillis(100).toNanos();

    private final ManualClock clock = new ManualClock();
    private final Bulkhead bulkhead = new Bulkhead("orders", 1, 1, clock, new ManualAlarm(clock));
    private final Gate patient = new BulkheadGate(bulkhead, MAX_WAIT);
    private final Gate impatient = new BulkheadGate(bulkhead, 0);

    @Test
    void aFullBulkheadNamesItselfAndTheWayOut() {
        impatient.admit(0, null);
        RefusedException refusal = impatient.refusal(impatient.admit(0, null), "Orders.place", null);
        assertThat(refusal)
                .isInstanceOf(BulkheadFullException.class)
                .hasMessage("[bulkhead-full] Orders.place runs 1 of 1 calls, 0 of 1 waiting; raise max, let calls wait"
                        + " with maxWaiting and maxWait, or retry later");
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(refusal.policy()).isEqualTo("orders");
        BulkheadFullException numbers = (BulkheadFullException) refusal;
        assertThat(numbers.inFlight()).isEqualTo(1);
        assertThat(numbers.max()).isEqualTo(1);
        assertThat(numbers.waiting()).isZero();
    }

    @Test
    void aWaitThatIsOverSaysHowLongItWas() {
        patient.admit(0, null);
        Answers answers = new Answers();
        assertThat(patient.admitLater(0, null, answers)).isEqualTo(Gate.PENDING);
        clock.advance(MAX_WAIT);
        assertThat(patient.refusal(answers.heard.get(0), "Orders.place", null))
                .hasMessage("[bulkhead-timeout] Orders.place runs 1 of 1 calls, 0 of 1 waiting; none ended within"
                        + " maxWait 100ms; raise max or maxWait");
    }

    @Test
    void anInterruptEndsAWaitAndKeepsTheFlag() {
        patient.admit(0, null);
        Thread.currentThread().interrupt();
        long answer = patient.admit(0, null);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(Gate.INTERRUPTED);
        assertThat(patient.refusal(answer, "Orders.place", null))
                .hasMessage("[bulkhead-interrupted] Orders.place runs 1 of 1 calls, 0 of 1 waiting; interrupted while"
                        + " waiting for one to end");
    }

    @Test
    void anInterruptRefusesNoFreePlace() {
        Thread.currentThread().interrupt();
        assertThat(patient.admit(0, null)).isEqualTo(Gate.ADMITTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aParkedCallGoesWhenAnotherEnds() throws Exception {
        patient.admit(0, null);
        FutureTask<Long> call = new FutureTask<>(() -> patient.admit(0, null));
        new Thread(call).start();
        clock.awaitParked(1);
        patient.settle(Gate.ADMITTED, 0, 0, null);
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(Gate.WAITED);
        patient.settle(Gate.WAITED, 0, 0, new AssertionError("an Error settles too"));
        assertThat(bulkhead.inFlight()).isZero();
    }

    @Test
    void aParkedCallLeavesWhenItsTimeIsUp() throws Exception {
        patient.admit(0, null);
        FutureTask<Long> call = new FutureTask<>(() -> patient.admit(0, null));
        new Thread(call).start();
        clock.awaitParked(1);
        clock.advance(MAX_WAIT);
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(Bulkhead.TIMED_OUT);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void noGateReadsTheClockForACallThatIsAdmitted() {
        assertThat(patient.readsAdmission()).isFalse();
        assertThat(patient.readsSettlement()).isFalse();
        assertThat(patient.mayWait()).isTrue();
        assertThat(impatient.mayWait()).isFalse();
    }

    @Test
    void refusalsAndWaitsAreCounted() {
        Readings meters = new Readings();
        patient.describe(meters);
        patient.admit(0, null);
        patient.admitLater(0, null, new Answers());
        patient.admitLater(0, null, new Answers());
        assertThat(meters.value("bulkhead.max", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("bulkhead.inflight", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("bulkhead.queued", "name", "orders")).isEqualTo(1);
        assertThat(rejections(meters, "full")).isEqualTo(1);
        clock.advance(MAX_WAIT);
        assertThat(rejections(meters, "timeout")).isEqualTo(1);
        assertThat(rejections(meters, "interrupted")).isZero();
        patient.admitLater(0, null, new Answers());
        clock.advance(7);
        patient.settle(Gate.ADMITTED, 0, 0, null);
        assertThat(meters.durations("bulkhead.wait", "name", "orders")).containsExactly(7L);
    }

    private static double rejections(Readings meters, String reason) {
        return meters.value("rejections", "name", "orders", "policy", "bulkhead", "reason", reason);
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
