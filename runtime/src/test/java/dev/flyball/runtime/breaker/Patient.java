package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A breaker under examination: named {@code payments}, on a clock that a test moves, with its edges written down. */
final class Patient {

    final ManualClock clock = new ManualClock(1_000_000_000_000L);
    final List<String> edges = new ArrayList<>();
    final CircuitBreaker breaker;

    private Patient(BreakerSpec spec) {
        this.breaker = new CircuitBreaker("payments", spec, clock, event -> {
            Event.BreakerTransition edge = (Event.BreakerTransition) event;
            edges.add(edge.from() + " > " + edge.to() + " by " + edge.cause());
        });
    }

    static Exception failure() {
        return new Exception("down");
    }

    static Patient with(BreakerSpec spec) {
        return new Patient(spec);
    }

    /** Window 10, minimum 4, half of them opens, open for 10 s, 2 probes of at most 30 s. */
    static Patient small() {
        return with(smallSpec());
    }

    static BreakerSpec smallSpec() {
        return BreakerSpec.DEFAULT.withWindow(10).withMinimumCalls(4).withProbes(2);
    }

    Patient succeed(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.settle(admitted(), 0, 0, null);
        }
        return this;
    }

    Patient fail(int calls) {
        return fail(calls, failure());
    }

    Patient fail(int calls, Throwable failure) {
        for (int i = 0; i < calls; i++) {
            breaker.settle(admitted(), 0, 0, failure);
        }
        return this;
    }

    /** One call that takes {@code duration} and succeeds. */
    Patient take(Duration duration) {
        long startedAt = clock.nanos();
        long permit = breaker.admit(startedAt);
        assertThat(permit).as("permit").isNotNegative();
        clock.advance(duration);
        breaker.settle(permit, startedAt, clock.nanos(), null);
        return this;
    }

    /** Opens it, and lets its time pass. */
    Patient openAndWait() {
        fail(4);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        clock.advance(Duration.ofSeconds(10));
        return this;
    }

    long admitted() {
        long permit = breaker.admit(0);
        assertThat(permit).as("permit in " + breaker.why()).isNotNegative();
        return permit;
    }

    Patient refuses() {
        assertThat(breaker.admit(0)).as("answer in " + breaker.why()).isNegative();
        return this;
    }

    Patient is(State state) {
        assertThat(breaker.state()).isEqualTo(state);
        return this;
    }

    Patient counts(int calls, int failed, int slow) {
        CircuitBreaker.Snapshot seen = breaker.snapshot();
        assertThat(new Tally(seen.calls(), seen.failed(), seen.slow())).isEqualTo(new Tally(calls, failed, slow));
        return this;
    }
}
