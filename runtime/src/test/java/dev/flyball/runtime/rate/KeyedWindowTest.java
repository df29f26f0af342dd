package dev.flyball.runtime.rate;

class KeyedWindowTest extends KeyedContract {

    @Override
    Pace threeIn(int millis) {
        return new WindowSpec(3, millis * 1_000_000L);
    }

    @Override
    Pace other() {
        return new RateSpec(3, 300_000_000, 3);
    }
}
