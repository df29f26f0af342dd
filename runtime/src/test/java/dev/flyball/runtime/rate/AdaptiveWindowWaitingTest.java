package dev.flyball.runtime.rate;

class AdaptiveWindowWaitingTest extends WaitingContract {

    @Override
    Pace onceIn(int millis) {
        return new AdaptiveWindowSpec(1, 1, millis * 1_000_000L, 0);
    }
}
