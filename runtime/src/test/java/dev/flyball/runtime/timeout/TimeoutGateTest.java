package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class TimeoutGateTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Timeout timeout =
            new Timeout("payments", TimeoutSpec.of(Duration.ofSeconds(1)), clock, alarm, Runnable::run);
    private final TimeoutGate gate = new TimeoutGate(timeout);

    @Test
    void itAdmitsEveryCallAndDecidesOnceTheTimeIsUp() {
        long note = gate.admit(clock.nanos(), null);
        assertThat(gate.decided(note)).isFalse();
        clock.advance(Duration.ofSeconds(1));

        assertThat(gate.decided(note)).isTrue();
        assertThat(gate.overrule(note, "Desk.pay", null))
                .isInstanceOf(CallTimedOutException.class)
                .hasMessageContaining("Desk.pay took 1s");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void withoutInterruptTooItDecidesOnceTheTimeIsUp() {
        timeout.change(timeout.spec().withoutInterrupt());
        long note = gate.admit(clock.nanos(), null);
        assertThat(gate.decided(note)).isFalse();
        clock.advance(Duration.ofSeconds(1));

        assertThat(gate.decided(note)).isTrue();
        assertThat(gate.overrule(note, "Desk.pay", null)).isNotNull();
    }

    @Test
    void aCallWhoseFrameVanishedIsForgottenByTheOneAroundIt() {
        long outer = gate.admit(clock.nanos(), null);
        gate.admit(clock.nanos(), null);

        assertThat(gate.overrule(outer, "Desk.pay", null)).isNull();
        clock.advance(Duration.ofSeconds(2));

        assertThat(Thread.interrupted()).isFalse();
        assertThat(gate.admit(clock.nanos(), null)).isEqualTo(outer);
        assertThat(gate.overrule(outer, "Desk.pay", null)).isNull();
    }

    @Test
    void itsMetersExistFromTheStartAndFollowTheCalls() {
        Map<String, LongSupplier> meters = new HashMap<>();
        gate.describe(new Counters(meters));
        assertThat(meters).hasSize(3);
        gate.overrule(gate.admit(clock.nanos(), null), "Desk.pay", null);
        gate.expired("Desk.pay", 1);

        assertThat(meters.get("timeout.calls[name, payments, result, in_time]")).returns(1L, LongSupplier::getAsLong);
        assertThat(meters.get("timeout.calls[name, payments, result, timed_out]"))
                .returns(1L, LongSupplier::getAsLong);
        assertThat(meters.get("timeout.calls[name, payments, result, late]")).returns(0L, LongSupplier::getAsLong);
    }

    @Test
    void itHasNoRefusal() {
        assertThatThrownBy(() -> gate.refusal(-1, "Desk.pay", null))
                .hasMessage("[timeout-refuses] timeout payments admits every call, Desk.pay too");
    }

    private record Counters(Map<String, LongSupplier> counters) implements MeterVisitor {
        @Override
        public void gauge(String name, DoubleSupplier value, String... tags) {}

        @Override
        public void counter(String name, LongSupplier total, String... tags) {
            counters.put(name + Arrays.toString(tags), total);
        }

        @Override
        public DurationRecorder timer(String name, String... tags) {
            return DurationRecorder.NONE;
        }
    }
}
