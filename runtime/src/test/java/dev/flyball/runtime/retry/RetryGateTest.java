package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class RetryGateTest {

    private final JumpingClock clock = new JumpingClock();
    private final RetryBudget budget = new RetryBudget();
    private final RetryGate gate = new RetryGate(new Retry("catalogue", RetryTest.quick(), budget, clock, () -> 0));

    @Test
    void itAdmitsEveryCallAndEarnsBudget() {
        budget.spend(0);
        assertThat(gate.admit(0, null)).isZero();
        assertThat(budget.tokens(0)).isEqualTo(19.2);
    }

    @Test
    void itAnswersThePauseBeforeTheNextAttemptUntilThereIsNone() {
        assertThat(gate.next(1, 0, 0, new IOException())).isEqualTo(100_000_000);
        assertThat(gate.next(2, 0, 0, new IOException())).isEqualTo(100_000_000);
        assertThat(gate.next(3, 0, 0, new IOException())).isEqualTo(Retry.NO_MORE);
        assertThat(gate.next(1, 0, 0, new OutOfMemoryError())).isEqualTo(Retry.NO_MORE);
    }

    @Test
    void anInterruptionInWhateverDressIsNotTriedAgainButATimeoutIs() {
        assertThat(gate.next(1, 0, 0, new InterruptedException())).isEqualTo(Retry.NO_MORE);
        assertThat(gate.next(1, 0, 0, new InterruptedIOException())).isEqualTo(Retry.NO_MORE);
        assertThat(gate.next(1, 0, 0, new ClosedByInterruptException())).isEqualTo(Retry.NO_MORE);
        assertThat(gate.next(1, 0, 0, new SocketTimeoutException())).isEqualTo(100_000_000);
        assertThat(gate.next(1, 0, 0, new CallTimedOutException("Pages.fetch", "pages", 1, 1, null)))
                .isEqualTo(100_000_000);
    }

    @Test
    void itsMetersExistFromTheStartAndFollowTheCalls() {
        Map<String, LongSupplier> meters = new HashMap<>();
        gate.describe(new Counters(meters));
        assertThat(meters).hasSize(5);
        assertThat(meters.values())
                .allSatisfy(meter -> assertThat(meter.getAsLong()).isZero());
        gate.settle(1, 0, 0, null);
        gate.next(1, 0, 0, new IOException());
        gate.settle(2, 0, 0, null);
        gate.settle(1, 0, 0, new IOException());
        gate.settle(1, 0, 0, new OutOfMemoryError());
        for (String result : new String[] {"first", "retried", "exhausted", "aborted"}) {
            assertThat(meters.get("retry.calls[name, catalogue, result, " + result + "]"))
                    .returns(1L, LongSupplier::getAsLong);
        }
        assertThat(meters.get("retry.attempts[name, catalogue]")).returns(5L, LongSupplier::getAsLong);
    }

    @Test
    void itHasNoRefusal() {
        assertThatThrownBy(() -> gate.refusal(-1, "Pages.fetch", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[retry-refuses] retry catalogue admits every call, Pages.fetch too");
    }

    private record Counters(Map<String, LongSupplier> meters) implements MeterVisitor {
        @Override
        public void gauge(String name, DoubleSupplier value, String... tags) {
            throw new AssertionError(name);
        }

        @Override
        public void counter(String name, LongSupplier total, String... tags) {
            assertThat(meters.put(name + Arrays.toString(tags), total)).isNull();
        }

        @Override
        public DurationRecorder timer(String name, String... tags) {
            throw new AssertionError(name);
        }
    }
}
