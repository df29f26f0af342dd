package dev.flyball.sample.catalog;

import java.util.List;

/**
 * The lines that answer a question, and how they came about. Immutable.
 *
 * @param kind whether the lines are all that was asked for, of now, or kept from an earlier answer
 */
public record Answer(Kind kind, List<String> lines) {

    /** Where an answer comes from. */
    public enum Kind {
        /** Looked up for this very question. */
        FRESH,
        /** Kept from earlier, since looking it up failed. */
        STALE,
        /** Kept from earlier, since looking it up was not even tried. */
        STALE_UNTRIED,
        /** Looked up for this question, but less thoroughly than usual. */
        REDUCED
    }

    /** Copies the lines. */
    public Answer {
        lines = List.copyOf(lines);
    }

    /** An answer looked up just now. */
    public static Answer fresh(List<String> lines) {
        return new Answer(Kind.FRESH, lines);
    }

    /** An answer looked up just now, with less effort than usual. */
    public static Answer reduced(List<String> lines) {
        return new Answer(Kind.REDUCED, lines);
    }
}
