package dev.flyball.runtime.breaker;

import static dev.flyball.runtime.breaker.Patient.failure;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.MeterVisitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class BreakerGateTest {

    @Test
    void itAsksForTheTimeOnlyIfSlowCallsCount() {
        BreakerGate plain = new BreakerGate(Patient.small().breaker);
        assertThat(plain.readsAdmission()).isFalse();
        assertThat(plain.readsSettlement()).isFalse();
        assertThat(plain.mayWait()).isFalse();
        BreakerGate slow =
                new BreakerGate(Patient.with(Patient.smallSpec().withSlowCalls(Duration.ofSeconds(1), 1)).breaker);
        assertThat(slow.readsAdmission()).isTrue();
        assertThat(slow.readsSettlement()).isTrue();
        BreakerGate timed =
                new BreakerGate(Patient.with(Patient.smallSpec().withWindow(Duration.ofSeconds(5))).breaker);
        assertThat(timed.readsAdmission()).isFalse();
        assertThat(timed.readsSettlement()).isTrue();
    }

    /** A pipeline that read the clock for others, and not at settlement, before slow calls came to count. */
    @Test
    void aCallThatNobodyTimedIsNotSlowThoughTheClockIsBelowZero() {
        Patient patient = Patient.small();
        BreakerGate gate = new BreakerGate(patient.breaker);
        long note = gate.admit(-5_000_000_000L, null);
        patient.breaker.change(Patient.smallSpec().withSlowCalls(Duration.ofSeconds(1), 1));
        gate.settle(note, -5_000_000_000L, 0, null);
        assertThat(patient.breaker.snapshot().calls()).isEqualTo(1);
        assertThat(patient.breaker.snapshot().slow()).isZero();
    }

    @Test
    void aRefusalByAnOpenBreakerNamesCountsLimitAndTheNextProbe() {
        Patient patient = Patient.small().succeed(1).fail(3);
        patient.clock.advance(Duration.ofMillis(2_500));
        BreakerGate gate = new BreakerGate(patient.breaker);
        assertThat(gate.refusal(gate.admit(0, null), "Orders.pay", null))
                .hasMessage("[circuit-open] Orders.pay: breaker payments is OPEN since 2.5s after 3 of 4 calls failed"
                        + " (limit 0.5); next probe in 7.5s; retry then or declare a fallback")
                .isInstanceOf(CircuitOpenException.class)
                .satisfies(
                        e -> assertThat(((CircuitOpenException) e).retryAfter()).contains(Duration.ofMillis(7_500)));
    }

    @Test
    void whyTellsWhatWouldHappenAndWhy() {
        Patient patient = Patient.with(Patient.smallSpec().withSlowCalls(Duration.ofMillis(100), 0.5));
        assertThat(patient.succeed(3).breaker.why())
                .isEqualTo(new Standing(
                        true,
                        "breaker payments is CLOSED: 0 of 3 calls failed (limit 0.5 of at least 4), 0 took longer than"
                                + " 100ms (limit 0.5)",
                        0,
                        State.CLOSED,
                        Optional.of(State.CLOSED)));
        assertThat(patient.take(Duration.ofMillis(200))
                        .take(Duration.ofMillis(200))
                        .succeed(0)
                        .breaker
                        .why()
                        .reason())
                .isEqualTo(
                        "breaker payments is CLOSED: 0 of 5 calls failed (limit 0.5 of at least 4), 2 took longer than"
                                + " 100ms (limit 0.5)");
        patient.take(Duration.ofMillis(200));
        assertThat(patient.breaker.why().reason())
                .isEqualTo("breaker payments is OPEN since 0s after 3 of 6 calls took longer than 100ms (limit 0.5);"
                        + " next probe in 10s");
        patient.clock.advance(Duration.ofSeconds(10));
        assertThat(patient.breaker.why())
                .isEqualTo(new Standing(
                        true,
                        "breaker payments is OPEN since 10s after 3 of 6 calls took longer than 100ms (limit 0.5);"
                                + " the next call is a probe",
                        0,
                        State.OPEN,
                        Optional.of(State.OPEN)));
        patient.succeed(1).admitted();
        assertThat(patient.breaker.why())
                .isEqualTo(new Standing(
                        false,
                        "breaker payments is HALF_OPEN: 1 of 2 probes ended, 0 failed, 0 slow, 0 may start",
                        -1,
                        State.HALF_OPEN,
                        Optional.of(State.HALF_OPEN)));
        patient.breaker.forceOpen();
        assertThat(patient.breaker.why())
                .isEqualTo(new Standing(
                        false, "breaker payments is FORCED_OPEN by hand", -1, State.FORCED_OPEN, Optional.empty()));
        patient.breaker.isolate("the supervisor");
        assertThat(patient.breaker.why())
                .isEqualTo(new Standing(
                        false, "breaker payments is ISOLATED by the supervisor", -1, State.ISOLATED, Optional.empty()));
        assertThat(patient.breaker.why().forced()).isTrue();
    }

    @Test
    void itsMetersExistFromTheStartAndFollowTheBreaker() {
        Patient patient = Patient.small();
        Meters meters = new Meters();
        new BreakerGate(patient.breaker).describe(meters);
        assertThat(meters.read("breaker.state{name=payments, state=closed}")).isEqualTo(1);
        assertThat(meters.read("breaker.failure.rate{name=payments}")).isEqualTo(-1);
        patient.fail(4).refuses();
        assertThat(meters.read("breaker.state{name=payments, state=closed}")).isZero();
        assertThat(meters.read("breaker.state{name=payments, state=open}")).isEqualTo(1);
        assertThat(meters.read("breaker.transitions{name=payments, to=open, cause=auto}"))
                .isEqualTo(1);
        assertThat(meters.read("rejections{name=payments, policy=circuit-breaker, reason=open}"))
                .isEqualTo(1);
        assertThat(meters.read("breaker.transitions{name=payments, to=disabled, cause=manual}"))
                .isZero();
        assertThat(meters.read("breaker.transitions{name=payments, to=open, cause=memory}"))
                .isZero();
    }

    @Test
    void ratesAreThoseOfTheWindow() {
        Patient patient = Patient.small().succeed(3).fail(1);
        Meters meters = new Meters();
        new BreakerGate(patient.breaker).describe(meters);
        assertThat(meters.read("breaker.failure.rate{name=payments}")).isEqualTo(0.25);
        assertThat(meters.read("breaker.slow.rate{name=payments}")).isZero();
    }

    @Test
    void settlingThroughTheGateSettlesTheBreaker() {
        Patient patient = Patient.small();
        BreakerGate gate = new BreakerGate(patient.breaker);
        gate.settle(gate.admit(0, null), 0, 0, failure());
        patient.counts(1, 1, 0);
        assertThat(gate.name()).isEqualTo("payments");
    }

    /** Remembers what it was told, by name and tags. */
    private static final class Meters implements MeterVisitor {
        private final Map<String, DoubleSupplier> values = new TreeMap<>();

        double read(String meter) {
            assertThat(values).containsKey(meter);
            return requireNonNull(values.get(meter)).getAsDouble();
        }

        private void put(String name, String[] tags, DoubleSupplier value) {
            StringBuilder key = new StringBuilder();
            for (int i = 0; i < tags.length; i += 2) {
                key.append(i == 0 ? "" : ", ").append(tags[i]).append('=').append(tags[i + 1]);
            }
            assertThat(values.put(name + "{" + key + "}", value))
                    .as("a second " + name + key)
                    .isNull();
        }

        @Override
        public void gauge(String name, DoubleSupplier value, String... tags) {
            put(name, tags, value);
        }

        @Override
        public void counter(String name, LongSupplier total, String... tags) {
            put(name, tags, total::getAsLong);
        }

        @Override
        public DurationRecorder timer(String name, String... tags) {
            return DurationRecorder.NONE;
        }
    }
}
