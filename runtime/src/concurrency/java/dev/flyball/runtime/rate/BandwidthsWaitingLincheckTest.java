package dev.flyball.runtime.rate;

import org.junit.jupiter.api.Test;

/** Several bandwidths whose callers wait. */
@SuppressWarnings("exports") // public for the checker's sake, not for users
public class BandwidthsWaitingLincheckTest extends WaitingLincheckTest {

    /** The checker makes one for each history. */
    public BandwidthsWaitingLincheckTest() {
        super(Bandwidths.of(new RateSpec(1, 3, 2), new RateSpec(1, 4, 3)));
    }

    @Test
    void underStress() {
        underStress(BandwidthsWaitingLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        inEveryInterleaving(BandwidthsWaitingLincheckTest.class);
    }
}
