package dev.flyball.runtime.config;

import dev.flyball.model.Attribute;
import dev.flyball.model.AttributeDraft;
import dev.flyball.model.Parsed;
import java.net.URI;
import java.net.URISyntaxException;
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

    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

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

    /** Names of instances, separated by commas. */
    static SettingType names() {
        return new SettingType(text -> all(text, SettingType::name), "a list of names");
    }

    /** Channels by name, separated by commas: these, and those that the program adds itself. */
    static SettingType channels(String... words) {
        List<String> known = List.of(words);
        return new SettingType(
                text -> all(text, one -> channel(known, one)),
                "a list of " + String.join(", ", known) + " and the program's own");
    }

    private static Parsed channel(List<String> known, String text) {
        boolean own =
                CHANNEL.matcher(text).matches() && Words.meant(text, known).isEmpty();
        return own ? new Parsed.Value(text) : word(known, text);
    }

    /** Where to post to. What is wrong with it is told without it: an address is often a secret itself. */
    static SettingType url() {
        return new SettingType(text -> url(text.strip()), "");
    }

    private static Parsed url(String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getUserInfo() == null) {
                return new Parsed.Value(text);
            }
        } catch (URISyntaxException itsMessageRepeatsTheAddress) {
            // told below
        }
        return new Parsed.Wrong(
                "bad-url",
                "is no address to post to",
                "write http:// or https://, a host and a path, and no user or password");
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
