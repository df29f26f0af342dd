package dev.flyball.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one attribute's text by its type and range: canonical text, or what is wrong and which forms are accepted. */
final class ValueReader {

    private static final String AT_LEAST = "at least";

    /** The spans of time that a window may last: shorter ones are over before anything is known. */
    private static final Range SPAN = Range.from(10_000_000d, 86_400e9);

    private ValueReader() {}

    static Parsed read(Attribute attribute, String written) {
        String text = written.strip();
        if (text.isEmpty() && attribute.optional() && attribute.type() != AttributeType.TEXT) {
            return new Parsed.Value("");
        }
        return switch (attribute.type()) {
            case DURATION -> duration(attribute, text);
            case COUNT -> count(attribute, text);
            case RATIO, NUMBER -> number(attribute, text);
            case SIZE -> size(attribute, text);
            case SHARE_OR_SIZE -> shareOrSize(attribute, text);
            case WINDOW -> window(attribute, text);
            case ENUM -> constant(attribute, text);
            case BANDWIDTHS -> bandwidths(text);
            case CLASSES -> classes(text);
            case FLAG -> flag(text);
            case TEXT -> text(attribute, written);
        };
    }

    private static Parsed duration(Attribute attribute, String text) {
        OptionalLong nanos = Durations.read(text);
        if (nanos.isEmpty()) {
            return new Parsed.Wrong("bad-duration", "is no duration", "write " + Durations.FORMS + off(attribute));
        }
        return ranged(attribute, (double) nanos.getAsLong(), Durations.print(nanos.getAsLong()));
    }

    private static Parsed size(Attribute attribute, String text) {
        OptionalLong bytes = Sizes.read(text);
        if (bytes.isEmpty()) {
            return new Parsed.Wrong("bad-size", "is no size", "write " + Sizes.FORMS + off(attribute));
        }
        return ranged(attribute, (double) bytes.getAsLong(), Sizes.print(bytes.getAsLong()));
    }

    private static Parsed count(Attribute attribute, String text) {
        BigDecimal number = signed(text);
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            return new Parsed.Wrong("bad-number", "is no whole number", "write digits only, such as 10");
        }
        return ranged(attribute, number.doubleValue(), number.toBigInteger().toString());
    }

    private static Parsed number(Attribute attribute, String text) {
        BigDecimal number = signed(text);
        if (number != null) {
            return ranged(attribute, number.doubleValue(), plain(number));
        }
        String fix = attribute.type() == AttributeType.RATIO
                ? "write a share from 0 to 1, such as 0.5 for 50%"
                : "write a number, such as 1.5";
        return new Parsed.Wrong("bad-number", "is no number", fix);
    }

    private static Parsed shareOrSize(Attribute attribute, String text) {
        BigDecimal share = signed(text);
        if (share == null) {
            OptionalLong bytes = Sizes.read(text);
            return bytes.isPresent() && bytes.getAsLong() > 0
                    ? new Parsed.Value(Sizes.print(bytes.getAsLong()))
                    : new Parsed.Wrong(
                            "bad-size",
                            "is neither a share nor a size",
                            "write a share such as \"0.9\", or " + Sizes.FORMS + off(attribute));
        }
        if (share.compareTo(BigDecimal.ONE) > 0) {
            return new Parsed.Wrong(
                    "out-of-range",
                    "must be " + attribute.range() + " as a share",
                    "choose a value " + attribute.range() + ", or add a unit, such as \"" + plain(share) + "MiB\"");
        }
        return ranged(attribute, share.doubleValue(), plain(share));
    }

    private static Parsed window(Attribute attribute, String text) {
        OptionalLong nanos = Durations.read(text);
        if (nanos.isPresent()) {
            String words = SPAN.words(Range.TIME);
            return SPAN.contains((double) nanos.getAsLong())
                    ? new Parsed.Value(Durations.print(nanos.getAsLong()))
                    : new Parsed.Wrong(
                            "out-of-range", "must be " + words + " as a span of time", "choose a span " + words);
        }
        Parsed calls = count(attribute, text);
        return calls instanceof Parsed.Wrong wrong && wrong.tag().equals("bad-number")
                ? new Parsed.Wrong(
                        "bad-duration",
                        "is neither a number of calls nor a duration",
                        "write a number of calls such as \"100\", or " + Durations.FORMS)
                : calls;
    }

    private static Parsed constant(Attribute attribute, String text) {
        String word = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return attribute.constants().contains(word)
                ? new Parsed.Value(word)
                : new Parsed.Wrong(
                        "bad-choice",
                        "is not one of its words",
                        "write " + String.join(", ", attribute.constants()).replaceFirst(", (?=[^,]*$)", " or "));
    }

    private static Parsed classes(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            if (name.isBlank() || name.strip().chars().anyMatch(c -> " ;[/()\"=".indexOf(c) >= 0)) {
                return new Parsed.Wrong(
                        "bad-class",
                        "is no list of class names",
                        "write full names with commas between them, such as java.io.IOException");
            }
            names.add(name.strip());
        }
        return new Parsed.Value(String.join(",", names));
    }

    private static Parsed bandwidths(String text) {
        return Bandwidth.read(text)
                .<Parsed>map(all ->
                        new Parsed.Value(all.stream().map(Bandwidth::text).collect(Collectors.joining(","))))
                .orElseGet(() ->
                        new Parsed.Wrong("bad-bandwidth", "is no list of bandwidths", "write " + Bandwidth.FORMS));
    }

    private static Parsed flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return word.equals("true") || word.equals("false")
                ? new Parsed.Value(word)
                : new Parsed.Wrong("bad-choice", "is not one of its words", "write true or false");
    }

    private static Parsed text(Attribute attribute, String written) {
        if (attribute.name().equals("fallback")) {
            return new Parsed.Value(written);
        }
        return Names.check(attribute, written);
    }

    private static Parsed ranged(Attribute attribute, double value, String canonical) {
        if (attribute.limits().contains(value)) {
            return new Parsed.Value(canonical);
        }
        boolean above = value > attribute.limits().high();
        if (above && attribute.range().startsWith(AT_LEAST)) {
            return new Parsed.Wrong("out-of-range", "must be " + attribute.most(), "choose a smaller value");
        }
        return new Parsed.Wrong(
                above ? "out-of-range" : attribute.rangeTag(),
                "must be " + attribute.range(),
                "choose a value " + of(attribute.range()));
    }

    private static String of(String range) {
        return range.startsWith(AT_LEAST) ? "of " + range : range;
    }

    private static String off(Attribute attribute) {
        return attribute.optional() ? ", or \"\" to leave it off" : "";
    }

    /** A number with at most one sign before it. */
    private static @Nullable BigDecimal signed(String text) {
        BigDecimal number = Units.number(text.startsWith("-") ? text.substring(1) : text);
        return number != null && text.startsWith("-") ? number.negate() : number;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
