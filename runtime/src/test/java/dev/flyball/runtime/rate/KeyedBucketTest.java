package dev.flyball.runtime.rate;

class KeyedBucketTest extends KeyedContract {

    @Override
    Pace threeIn(int millis) {
        return new RateSpec(3, millis * 1_000_000L, 3);
    }

    @Override
    Pace other() {
        return new WindowSpec(3, 300_000_000);
    }
}
