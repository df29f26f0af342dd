package dev.flyball.runtime.breaker;

/** The counts that opened a breaker, and the limit that they reached. */
record Trip(long bad, long calls, String what, double limit) {

    @Override
    public String toString() {
        return bad + " of " + calls + " " + what + " (limit " + limit + ")";
    }
}
