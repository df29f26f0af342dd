package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which calls are given up, and which are let through all the same. */
class ShedderTest {

    private final ManualClock clock = new ManualClock(1);
    private final FakePressure pressure = new FakePressure();
    private final Degradations degradations = new Degradations(pressure, clock);

    private Shedder shedder(ShedSpec spec) {
        return new Shedder("suggestions", spec, degradations);
    }

    @Test
    void aShareIsExactInEveryStretchOfCallsSoThatThereAreNoBursts() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double p = 0.75 + 0.1 * random.nextDouble();
            pressure.to(PressureLevel.HIGH, p);
            ShedSpec ramp = ShedSpec.DEFAULT.ramped();
            double share = ramp.share(PressureLevel.HIGH, p);
            Shedder shedder = shedder(ramp);
            int[] given = new int[3001];
            for (int i = 1; i < given.length; i++) {
                given[i] = given[i - 1] + (shedder.givesUp() ? 1 : 0);
            }
            for (int i = 0; i < 500; i++) {
                int from = random.nextInt(given.length);
                int to = from + random.nextInt(given.length - from);
                assertThat((double) given[to] - given[from])
                        .as("seed %d, calls %d to %d at %s", seed, from, to, share)
                        .isBetween(share * (to - from) - 4, share * (to - from) + 4);
            }
        }
    }

    @Test
    void callersThatTakeTurnsAreGivenUpAlike() {
        pressure.to(PressureLevel.HIGH, 0.75 + 0.1 * Math.cbrt(0.5));
        Shedder shedder = shedder(ShedSpec.DEFAULT.ramped());
        int even = 0;
        for (int i = 0; i < 1000; i++) {
            even += shedder.givesUp() ? 1 : 0;
            shedder.givesUp();
        }
        assertThat(even).as("half of those who come every second time").isBetween(495, 505);
    }

    @Test
    void whileLatchedOneCallASecondPassesAtLeast() {
        pressure.to(PressureLevel.HIGH).latched(true);
        Shedder shedder = shedder(ShedSpec.DEFAULT);
        int passed = 0;
        for (int i = 0; i < 100; i++) { // ten a second
            passed += shedder.givesUp() ? 0 : 1;
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(passed).isBetween(10, 11);
    }

    @Test
    void whileLatchedOneCallInAHundredPassesAtLeast() {
        pressure.to(PressureLevel.HIGH).latched(true);
        Shedder shedder = shedder(ShedSpec.DEFAULT);
        int passed = 0;
        for (int i = 0; i < 10_000; i++) { // a thousand a second
            passed += shedder.givesUp() ? 0 : 1;
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(passed).isBetween(100, 102);
        pressure.latched(false);
        clock.advance(Duration.ofSeconds(10));
        assertThat(shedder.givesUp()).isTrue();
    }

    @Test
    void aRefusalSaysWhoWhichRuleTheNumbersAndTheWayOut() {
        pressure.to(PressureLevel.CRITICAL, 0.871);
        Shedder shedder = shedder(ShedSpec.DEFAULT.withPriority(Priority.CRITICAL));
        DegradableGate gate = new DegradableGate(shedder);

        long answer = gate.admit(0, null);
        DegradedException refusal = (DegradedException) gate.refusal(answer, "Desk.suggest", null);

        assertThat(refusal)
                .hasMessage(
                        "[degraded] Desk.suggest is given up from CRITICAL on (at HIGH, priority CRITICAL): pressure"
                                + " is CRITICAL, 0.87, live heap at 84 %; give it a fallback, a later level or a higher"
                                + " priority, or retry after 12.1s");
        assertThat(refusal.level()).isEqualTo(PressureLevel.CRITICAL);
        assertThat(refusal.at()).isEqualTo(PressureLevel.CRITICAL);
        assertThat(refusal.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(refusal.retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(12).plusNanos(20));
        assertThat(gate.reason(answer)).isEqualTo("pressure");
        assertThat(Gate.retryAfter(answer)).isPositive();
    }

    @Test
    void anotherRuleCountsFromTheNextCallOn() {
        pressure.to(PressureLevel.HIGH);
        Shedder shedder = shedder(ShedSpec.DEFAULT);
        assertThat(shedder.givesUp()).isTrue();
        shedder.change(ShedSpec.DEFAULT.from(PressureLevel.CRITICAL));
        assertThat(shedder.givesUp()).isFalse();
        assertThat(shedder.counts()).isEqualTo(new Shedder.Counts(0, 1, 0, 1));
    }
}
