package dev.flyball.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is held against a run: one sentence with the numbers for each bound that it breaks. */
final class Objections {

    private final List<String> sentences = new ArrayList<>();

    Objections atLeast(String what, double actual, double bound) {
        return unless(actual >= bound, "%s is %s, must be at least %s", what, number(actual), number(bound));
    }

    Objections atMost(String what, double actual, double bound) {
        return unless(actual <= bound, "%s is %s, must be at most %s", what, number(actual), number(bound));
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    private Objections unless(boolean holds, String sentence, Object... parts) {
        if (!holds) {
            sentences.add(String.format(Locale.ROOT, sentence, parts));
        }
        return this;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }
}
