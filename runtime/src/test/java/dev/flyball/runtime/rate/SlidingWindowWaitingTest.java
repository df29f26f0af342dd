package dev.flyball.runtime.rate;

class SlidingWindowWaitingTest extends WaitingContract {

    @Override
    Pace onceIn(int millis) {
        return new WindowSpec(1, millis * 1_000_000L);
    }
}
