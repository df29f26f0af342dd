package dev.flyball.runtime.rate;

class TokenBucketWaitingTest extends WaitingContract {

    @Override
    Pace onceIn(int millis) {
        return new RateSpec(1, millis * 1_000_000L, 1);
    }
}
