package dev.flyball.runtime.alert;

import java.util.Map;

/** What there is to tell of a number; put into words only if somebody is told. */
interface Telling {

    /** The message. */
    String text();

    /** What was measured, by name. */
    Map<String, Double> numbers();

    /** One that is in words already. */
    static Telling of(String text, Map<String, Double> numbers) {
        return new Said(text, numbers);
    }

    /** In words. */
    record Said(String text, Map<String, Double> numbers) implements Telling {}
}
