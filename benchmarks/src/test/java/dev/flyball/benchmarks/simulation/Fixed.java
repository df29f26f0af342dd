package dev.flyball.benchmarks.simulation;

/** A limit that never moves. */
final class Fixed implements Limiter {

    private final int limit;
    private int inFlight;

    Fixed(int limit) {
        this.limit = limit;
    }

    @Override
    public Object tryAcquire() {
        if (inFlight == limit) {
            return null;
        }
        inFlight++;
        return this;
    }

    @Override
    public void success(Object permit) {
        inFlight--;
    }

    @Override
    public void drop(Object permit) {
        inFlight--;
    }

    @Override
    public double limit() {
        return limit;
    }
}
