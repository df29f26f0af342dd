package dev.flyball.runtime.rate;

import org.junit.jupiter.api.Test;

/** A sliding window whose callers wait. */
@SuppressWarnings("exports") // public for the checker's sake, not for users
public class WindowWaitingLincheckTest extends WaitingLincheckTest {

    /** The checker makes one for each history. */
    public WindowWaitingLincheckTest() {
        super(new WindowSpec(2, 10));
    }

    @Test
    void underStress() {
        underStress(WindowWaitingLincheckTest.class);
    }

    @Test
    void inEveryInterleaving() {
        inEveryInterleaving(WindowWaitingLincheckTest.class);
    }
}
