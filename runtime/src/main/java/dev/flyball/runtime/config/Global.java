package dev.flyball.runtime.config;

import dev.flyball.model.Durations;
import dev.flyball.model.Parsed;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** The keys that belong to no policy: what they take, what they are when nobody says, and what they mean. */
enum Global {
    ENABLED("enabled", "true", "false passes every call through.", "true false"),
    FILES("config.files", "", "Files to read, separated by commas; a later one wins.", ""),
    POLL("config.poll", "5s", "How often files are looked at for changes; 0s: never.", ""),
    ON_ERROR(
            "config.on-error", "continue", "What a problem at the start does: fail refuses to start.", "continue fail");

    private final String key;
    private final String standard;
    private final String sentence;
    private final String words;

    /** @param words the words it takes, separated by spaces; none: any text */
    Global(String key, String standard, String sentence, String words) {
        this.key = key;
        this.standard = standard;
        this.sentence = sentence;
        this.words = words;
    }

    /** The key below {@code flyball}. */
    String key() {
        return key;
    }

    String standard() {
        return standard;
    }

    String sentence() {
        return sentence;
    }

    /** Whether the key decides which files are read, and so cannot stand in one. */
    boolean bootstrap() {
        return key.startsWith("config.");
    }

    Parsed parse(String text) {
        if (this == POLL) {
            OptionalLong nanos = Durations.read(text);
            return nanos.isPresent()
                    ? new Parsed.Value(Durations.print(nanos.getAsLong()))
                    : new Parsed.Wrong("bad-duration", "is no duration", "write a number and a unit, such as 5s");
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return new Parsed.Value(text.strip());
        }
        return Arrays.asList(words.split(" ", -1)).contains(word)
                ? new Parsed.Value(word)
                : new Parsed.Wrong("bad-choice", "is not one of its words", "write " + words.replace(" ", " or "));
    }
}
