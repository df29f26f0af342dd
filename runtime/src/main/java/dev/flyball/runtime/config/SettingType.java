package dev.flyball.runtime.config;

import dev.flyball.model.Attribute;
import dev.flyball.model.AttributeDraft;
import dev.flyball.model.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a setting takes: a reader that turns what people write into one canonical text, and the legal values in words,
 * empty where there is nothing to say.
 */
record SettingType(Function<String, Parsed> reader, String range) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** A number, a size or a span of time, as the vocabulary of the policies reads one. */
    static SettingType of(AttributeDraft draft) {
        Attribute attribute = draft.says("");
        return new SettingType(attribute::parse, attribute.range());
    }

    /** One of these words. */
    static SettingType words(String... words) {
        List<String> known = List.of(words);
        return new SettingType(text -> word(known, text), "one of " + String.join(", ", known));
    }

    /** {@code true} or {@code false}. */
    static SettingType flag() {
        return words("true", "false");
    }

    /** {@code on} or {@code off}. */
    static SettingType onOff() {
        return words("on", "off");
    }

    /** Some of these words, separated by commas; or none. */
    static SettingType list(String... words) {
        List<String> known = List.of(words);
        return new SettingType(
                text -> all(text, one -> word(known, one)), "a list of " + String.join(", ", known));
    }

    /** Names of instances, separated by commas. */
    static SettingType names() {
        return new SettingType(text -> all(text, SettingType::name), "a list of names");
    }

    /** Any text. */
    static SettingType text() {
        return new SettingType(text -> new Parsed.Value(text.strip()), "");
    }

    private static Parsed word(List<String> known, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (known.contains(word)) {
            return new Parsed.Value(word);
        }
        String fix = Words.meant(word, known)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("write " + String.join(", ", known).replaceFirst(", (?=[^,]*$)", " or "));
        return new Parsed.Wrong("bad-choice", "is not one of its words", fix);
    }

    private static Parsed name(String text) {
        return NAME.matcher(text).matches()
                ? new Parsed.Value(text)
                : new Parsed.Wrong(
                        "bad-name",
                        "is no list of names",
                        "write names of letters, digits, _ - and single dots, with commas between them");
    }

    private static Parsed all(String text, Function<String, Parsed> reader) {
        List<String> values = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Parsed parsed = reader.apply(one.strip());
            if (!(parsed instanceof Parsed.Value value)) {
                return parsed;
            }
            if (!values.contains(value.canonical())) {
                values.add(value.canonical());
            }
        }
        return new Parsed.Value(String.join(",", values));
    }
}
