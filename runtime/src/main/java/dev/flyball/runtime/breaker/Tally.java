package dev.flyball.runtime.breaker;

/** Calls counted, and how many of them failed or were slow. */
record Tally(long calls, long failed, long slow) {

    static final Tally NONE = new Tally(0, 0, 0);

    double failureRate() {
        return calls == 0 ? 0 : (double) failed / calls;
    }

    double slowCallRate() {
        return calls == 0 ? 0 : (double) slow / calls;
    }
}
