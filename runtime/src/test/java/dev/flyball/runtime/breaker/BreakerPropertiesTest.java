package dev.flyball.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tapes of admissions, endings, time and interventions, beside {@link NaiveBreaker}. After every step state,
 * counts and answers must be the same, which is B1 (probes bounded, and never wedged: the naive one cannot), B2 (old
 * results change nothing), B3 (refused means not run), B5, B6; edges are checked one by one for B4, B7 and B8.
 */
class BreakerPropertiesTest {

    private static final Set<String> BY_ITSELF =
            Set.of("closed open", "open half_open", "half_open open", "half_open closed");

    private static final class Ignored extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aBreakerDoesWhatTheNaiveOneDoes(long seed) {
        Random random = new Random(seed);
        for (int tape = 0; tape < 50; tape++) {
            new Tape(spec(random), random).play(400);
        }
    }

    /** Small numbers, so that everything happens often; the smallest legal ones among them. */
    private static BreakerSpec spec(Random random) {
        BreakerSpec spec = BreakerSpec.DEFAULT
                .withFailureRate(random.nextInt(1, 9) / 8.0)
                .withWindow(
                        random.nextBoolean()
                                ? BreakerWindow.calls(random.nextInt(1, 9))
                                : BreakerWindow.lasting(Duration.ofSeconds(random.nextInt(1, 13))))
                .withMinimumCalls(random.nextInt(1, 9))
                .withProbes(random.nextInt(1, 5), Duration.ofSeconds(3))
                .withOpenFor(Duration.ofSeconds(2), random.nextInt(1, 4), Duration.ofSeconds(9))
                .withIgnoreOn(Ignored.class::isInstance);
        return random.nextBoolean() ? spec : spec.withSlowCalls(Duration.ofSeconds(1), random.nextInt(1, 5) / 4.0);
    }

    private static final class Tape {
        private final Random random;
        private final BreakerSpec spec;
        private final ManualClock clock = new ManualClock(1_000_000);
        private final List<Event.BreakerTransition> edges = new ArrayList<>();
        private final List<NaiveBreaker.Call> calls = new ArrayList<>();
        private final CircuitBreaker breaker;
        private final NaiveBreaker naive;

        Tape(BreakerSpec spec, Random random) {
            this.random = random;
            this.spec = spec;
            this.breaker = new CircuitBreaker("tape", spec, clock, event -> edges.add((Event.BreakerTransition) event));
            this.naive = new NaiveBreaker(spec, clock.nanos());
        }

        void play(int steps) {
            for (int i = 0; i < steps; i++) {
                step();
                assertThat(breaker.state()).as("state").isEqualTo(naive.state);
                CircuitBreaker.Snapshot seen = breaker.snapshot();
                assertThat(new Tally(seen.calls(), seen.failed(), seen.slow())).isEqualTo(naive.tally(clock.nanos()));
                if (naive.state == State.HALF_OPEN) {
                    assertThat(naive.probesOut() + seen.calls()).isLessThanOrEqualTo(spec.probes());
                }
                assertThat(edges).hasSize(naive.edges);
            }
            assertThat(edges).allSatisfy(edge -> {
                if (edge.cause().equals("auto")) {
                    assertThat(BY_ITSELF).contains(edge.from() + " " + edge.to());
                }
            });
            for (int i = 1; i < edges.size(); i++) {
                assertThat(edges.get(i).from()).isEqualTo(edges.get(i - 1).to());
            }
        }

        private void step() {
            int dice = random.nextInt(100);
            if (dice < 40) {
                admit();
            } else if (dice < 80 && !calls.isEmpty()) {
                settle(calls.remove(random.nextInt(calls.size())));
            } else if (dice < 96) {
                clock.advance(Duration.ofMillis(random.nextInt(1500)));
            } else {
                intervene();
            }
        }

        private void admit() {
            long now = clock.nanos();
            long answer = breaker.admit(random.nextBoolean() ? now : 0);
            assertThat(answer >= 0).as("admitted").isEqualTo(naive.admits(now));
            if (answer >= 0) {
                calls.add(naive.admitted(answer, now));
            }
        }

        private void settle(NaiveBreaker.Call call) {
            long now = clock.nanos();
            int outcome = random.nextInt(-1, 2);
            boolean slow = spec.countsSlowCalls()
                    && now - call.startedAt > spec.slowCallDuration().toNanos();
            naive.settle(call, outcome != Outcome.UNSAMPLED && slow ? outcome | Outcome.SLOW : outcome, now);
            breaker.settle(call.permit, call.startedAt, now, failure(outcome));
        }

        private @Nullable Throwable failure(int outcome) {
            return switch (outcome) {
                case Outcome.OK -> null;
                case Outcome.FAILED -> new Exception();
                default -> random.nextBoolean() ? new Ignored() : new CancellationException();
            };
        }

        private void intervene() {
            switch (random.nextInt(6)) {
                case 0 -> by(State.FORCED_OPEN, breaker::forceOpen);
                case 1 -> by(State.DISABLED, breaker::disable);
                case 2 -> by(State.METRICS_ONLY, breaker::metricsOnly);
                case 3 -> {
                    boolean openedBefore = naive.state == State.OPEN || naive.state == State.HALF_OPEN;
                    naive.openings = openedBefore ? naive.openings : 0;
                    by(State.HALF_OPEN, breaker::halfOpen);
                }
                default -> {
                    breaker.reset();
                    naive.go(State.CLOSED, clock.nanos());
                }
            }
        }

        private void by(State state, Runnable hand) {
            hand.run();
            if (naive.state != state) {
                naive.go(state, clock.nanos());
            }
        }
    }
}
