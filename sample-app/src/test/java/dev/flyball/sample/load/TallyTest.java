package dev.flyball.sample.load;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally(ofMillis(100));

    @Test
    void onlyGoodAnswersWithinTheObjectiveAreInTime() {
        ends(Outcome.FRESH, 0, 100);
        ends(Outcome.STALE, 0, 20);
        ends(Outcome.REDUCED, 0, 20);
        ends(Outcome.FRESH, 0, 101);
        ends(Outcome.REFUSED, 0, 1);
        ends(Outcome.FAILED, 0, 1);

        assertThat(tally.inTime()).isEqualTo(3);
        assertThat(tally.total()).isEqualTo(6);
        assertThat(tally.count(Outcome.FRESH)).isEqualTo(2);
    }

    @Test
    void quickRefusalsAndErrorsDoNotFlatterThePercentiles() {
        ends(Outcome.FRESH, 0, 80);
        ends(Outcome.REFUSED, 0, 1);
        ends(Outcome.FAILED, 0, 1);

        assertThat(tally.millisAt(1)).isCloseTo(80, within(0.1));
    }

    @Test
    void aLostAnswerIsAsLateAsTheClientWasPatient() {
        ends(Outcome.LOST, 0, 2000);

        assertThat(tally.millisAt(50)).isCloseTo(2000, within(2.0));
    }

    @Test
    void remembersTheFirstUntriedAndTheLastFreshAnswer() {
        assertThat(tally.firstUntriedMillis()).isEqualTo(-1);
        assertThat(tally.lastFreshMillis()).isEqualTo(-1);

        ends(Outcome.STALE_UNTRIED, 50, 60);
        ends(Outcome.STALE_UNTRIED, 40, 45);
        ends(Outcome.FRESH, 70, 90);
        ends(Outcome.FRESH, 65, 95);

        assertThat(tally.firstUntriedMillis()).isEqualTo(45);
        assertThat(tally.lastFreshMillis()).isEqualTo(70);
    }

    private void ends(Outcome outcome, long appointedMillis, long endedMillis) {
        tally.add(outcome, appointedMillis * 1_000_000, endedMillis * 1_000_000);
    }
}
