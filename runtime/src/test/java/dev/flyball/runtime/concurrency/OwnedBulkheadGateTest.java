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

class OwnedBulkheadGateTest {

    private static final long MAX_WAIT = Duration.ofMillis(100).toNanos();

    private final ManualClock clock = new ManualClock();
    private final Bulkhead bulkhead = new Bulkhead("orders", 2, 1, clock, new ManualAlarm(clock));
    private final OwnedBulkhead shares = OwnedBulkhead.over(bulkhead, 1);
    private final Gate patient = new OwnedBulkheadGate(shares, MAX_WAIT);
    private final Gate impatient = new OwnedBulkheadGate(shares, 0);

    @Test
    void anOwnerWithAllHisPlacesIsToldHisNumbers() {
        impatient.admit(0, "acme");
        long answer = impatient.admit(0, "acme");
        RefusedException refusal = impatient.refusal(answer, "Orders.place", "acme");
        assertThat(refusal)
                .isInstanceOf(BulkheadFullException.class)
                .hasMessage("[bulkhead-owner-full] Orders.place runs 1 of 2 calls, 1 of 1 for owner \"acme\", 0 of 1"
                        + " waiting; raise perOwner, let calls wait with maxWaiting and maxWait, or retry later");
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(impatient.reason(answer)).isEqualTo("owner-full");
        BulkheadFullException numbers = (BulkheadFullException) refusal;
        assertThat(numbers.ownerInFlight()).isEqualTo(1);
        assertThat(numbers.perOwner()).isEqualTo(1);
    }

    @Test
    void aFullBulkheadIsToldFromAFullOwner() {
        impatient.admit(0, "a");
        impatient.admit(0, "b");
        long answer = impatient.admit(0, "c");
        assertThat(impatient.reason(answer)).isEqualTo("full");
        assertThat(impatient.refusal(answer, "Orders.place", "c"))
                .hasMessageStartingWith("[bulkhead-full] Orders.place runs 2 of 2 calls, 0 of 1 for owner \"c\", 0");
    }

    @Test
    void aWaitThatIsOverNamesBothLimits() {
        patient.admit(0, "a");
        Answers answers = new Answers();
        assertThat(patient.admitLater(0, "a", answers)).isEqualTo(Gate.PENDING);
        clock.advance(MAX_WAIT);
        assertThat(patient.refusal(answers.heard.get(0), "Orders.place", "a"))
                .hasMessageEndingWith("none ended within maxWait 100ms; raise max, perOwner or maxWait");
    }

    @Test
    void aParkedCallGoesWhenAnotherOfItsOwnersEnds() throws Exception {
        long first = patient.admit(0, "a");
        FutureTask<Long> call = new FutureTask<>(() -> patient.admit(0, "a"));
        new Thread(call).start();
        clock.awaitParked(1);
        patient.settle(patient.admit(0, "b"), 0, 0, null);
        assertThat(call.isDone()).isFalse();
        patient.settle(first, 0, 0, null);
        long note = call.get(20, TimeUnit.SECONDS);
        assertThat(patient.waited(note)).isTrue();
        assertThat(patient.waited(first)).isFalse();
        patient.settle(note, 0, 0, new AssertionError("an Error settles too"));
        assertThat(bulkhead.inFlight()).isZero();
        assertThat(shares.holders()).isEmpty();
    }

    @Test
    void anInterruptEndsAWaitAndKeepsTheFlag() {
        patient.admit(0, "a");
        Thread.currentThread().interrupt();
        long answer = patient.admit(0, "a");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(Gate.INTERRUPTED);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void anInterruptRefusesNoFreePlace() {
        Thread.currentThread().interrupt();
        assertThat(patient.admit(0, "a")).isNotNegative();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusalsOwnersAndWaitsAreCounted() {
        Readings meters = new Readings();
        patient.describe(meters);
        long first = patient.admit(0, "a");
        impatient.admit(0, "a");
        patient.admitLater(0, "a", new Answers());
        assertThat(meters.value("bulkhead.per.owner", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("bulkhead.owners", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("bulkhead.queued", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("rejections", "name", "orders", "policy", "bulkhead", "reason", "owner-full"))
                .isEqualTo(1);
        clock.advance(7);
        patient.settle(first, 0, 0, null);
        assertThat(meters.durations("bulkhead.wait", "name", "orders")).containsExactly(7L);
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
