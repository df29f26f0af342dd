package dev.flyball.runtime.breaker;

/** How a call ended, as the two bits that a window keeps: failed or not, slow or not. */
final class Outcome {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int SLOW = 2;

    /** Says nothing about the callee, so the permit goes back and no window hears of it. Never stored. */
    static final int UNSAMPLED = -1;

    private Outcome() {}
}
