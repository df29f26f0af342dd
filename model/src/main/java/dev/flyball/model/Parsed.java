package dev.flyball.model;

/** What came of reading an attribute's text. */
public sealed interface Parsed {

    /** A legal value, in the one text that stands for it. */
    record Value(String canonical) implements Parsed {}

    /**
     * No legal value. {@code tag} is the problem's tag; {@code complaint} quotes what was written and says what is
     * wrong, as the end of a sentence that begins with the attribute's name; {@code fix} says what may be written.
     */
    record Wrong(String tag, String complaint, String fix) implements Parsed {}
}
