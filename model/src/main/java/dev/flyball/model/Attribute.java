package dev.flyball.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of one policy: how it is spelt, what it takes, what it is when nobody says. Immutable; the
 * policies' are those of {@link Vocabulary}.
 */
public final class Attribute {

    private final String name;
    private final AttributeType type;
    private final @Nullable String standard;
    private final boolean optional;
    private final Range range;
    private final String rangeTag;
    private final List<String> constants;
    private final String sentence;

    Attribute(AttributeDraft draft, String sentence) {
        this.name = draft.name;
        this.type = draft.type;
        this.standard = draft.standard;
        this.optional = draft.optional;
        this.range = draft.range;
        this.rangeTag = draft.rangeTag;
        this.constants = draft.constants;
        this.sentence = sentence;
    }

    /** The name in camelCase, as the annotation spells it. */
    public String name() {
        return name;
    }

    /** The name in kebab-case, as configuration and plan lines spell it. */
    public String key() {
        return kebab(name);
    }

    /** What sort of value it takes. */
    public AttributeType type() {
        return type;
    }

    /** The canonical text of the built-in default; empty text where it is off by default; empty where it is required. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** Whether it may be blank, which switches it off. */
    public boolean optional() {
        return optional;
    }

    /** The words an {@link AttributeType#ENUM} takes; else none. */
    public List<String> constants() {
        return constants;
    }

    /** One sentence that says what it does. */
    public String sentence() {
        return sentence;
    }

    /** The legal values in words, such as {@code from 1 to 100}; empty where type and constants say it all. */
    public String range() {
        return range.equals(Range.ANY) ? "" : range.words(printer());
    }

    /** Whether configuration may set it; a policy's name and its fallback belong to the code. */
    public boolean configurable() {
        return !name.equals("name") && !name.equals("fallback");
    }

    /** Reads a value as people write it, in an annotation or in configuration. */
    public Parsed parse(String text) {
        return ValueReader.read(this, text);
    }

    Range limits() {
        return range;
    }

    /** The upper end of the range in words. */
    String most() {
        return "at most " + printer().of(range.high());
    }

    /** The tag of a number below the range. */
    String rangeTag() {
        return rangeTag;
    }

    private Range.Bound printer() {
        return switch (type) {
            case DURATION -> Range.TIME;
            case SIZE -> Range.BYTES;
            default -> Range.PLAIN;
        };
    }

    static String kebab(String camel) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                kebab.append('-');
            }
            kebab.append(c);
        }
        return kebab.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
