package dev.flyball.runtime.rate;

import org.junit.jupiter.api.Test;

/** A bucket whose callers wait. */
@SuppressWarnings("exports") // public for the checker's sake, not for users
public class BucketWaitingLincheckTest extends WaitingLincheckTest {

    /** The checker makes one for each history. */
    public BucketWaitingLincheckTest() {
        super(new RateSpec(1, 3, 2));
    }

    @Test
    void underStress() {
        underStress(BucketWaitingLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        inEveryInterleaving(BucketWaitingLincheckTest.class);
    }
}
