package dev.flyball.runtime.breaker;

import java.time.Duration;

/** What a breaker's numbers are held to. */
final class Checks {

    private Checks() {}

    static void share(String attribute, double value) {
        check(value > 0 && value <= 1, attribute, value, "above 0 and at most 1");
    }

    static void within(String attribute, int value, int most) {
        check(value >= 1 && value <= most, attribute, value, "1 to " + most);
    }

    static void positive(String attribute, Duration value) {
        check(!value.isNegative() && !value.isZero(), attribute, value, "longer than 0s");
    }

    static void check(boolean holds, String attribute, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "[breaker-spec] circuit breaker: " + attribute + " is " + value + "; it must be " + remedy);
        }
    }
}
