package dev.flyball.runtime.rate;

class BandwidthsWaitingTest extends WaitingContract {

    @Override
    Pace onceIn(int millis) {
        return Bandwidths.of(new RateSpec(1, millis * 1_000_000L, 1), new RateSpec(100, millis * 1_000_000L, 100));
    }
}
