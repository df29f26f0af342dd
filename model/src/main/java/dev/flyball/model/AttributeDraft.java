package dev.flyball.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link Attribute} in the making; the words of {@link Vocabulary}'s table, and of the table of settings. */
public final class AttributeDraft {

    /** The longest duration an attribute takes: a year. */
    static final double YEAR = 366d * 86_400e9;

    final String name;
    final AttributeType type;

    @Nullable
    String standard;

    boolean optional;
    Range range;
    String rangeTag = "out-of-range";
    List<String> constants = List.of();

    private AttributeDraft(String name, AttributeType type, Range range) {
        this.name = name;
        this.type = type;
        this.range = range;
    }

    /** Takes a whole number, 0 or more. */
    public static AttributeDraft count(String name) {
        return new AttributeDraft(name, AttributeType.COUNT, Range.from(0, Integer.MAX_VALUE));
    }

    /** Takes a span of time, at most a year. */
    public static AttributeDraft duration(String name) {
        return new AttributeDraft(name, AttributeType.DURATION, Range.from(0, YEAR));
    }

    /** Takes a share from 0 to 1. */
    public static AttributeDraft ratio(String name) {
        return new AttributeDraft(name, AttributeType.RATIO, Range.from(0, 1));
    }

    /** Takes any number. */
    public static AttributeDraft number(String name) {
        return new AttributeDraft(name, AttributeType.NUMBER, Range.ANY);
    }

    /** Takes a size in bytes. */
    public static AttributeDraft size(String name) {
        return new AttributeDraft(name, AttributeType.SIZE, Range.from(0, Long.MAX_VALUE));
    }

    static AttributeDraft window(String name) {
        return new AttributeDraft(name, AttributeType.WINDOW, Range.ANY);
    }

    static AttributeDraft shareOrSize(String name) {
        return new AttributeDraft(name, AttributeType.SHARE_OR_SIZE, Range.ANY);
    }

    static AttributeDraft bandwidths(String name) {
        return new AttributeDraft(name, AttributeType.BANDWIDTHS, Range.ANY);
    }

    static AttributeDraft classes(String name) {
        return new AttributeDraft(name, AttributeType.CLASSES, Range.ANY);
    }

    static AttributeDraft text(String name) {
        return new AttributeDraft(name, AttributeType.TEXT, Range.ANY);
    }

    static AttributeDraft flag(String name) {
        return new AttributeDraft(name, AttributeType.FLAG, Range.ANY);
    }

    static AttributeDraft oneOf(String name, String... constants) {
        AttributeDraft draft = new AttributeDraft(name, AttributeType.ENUM, Range.ANY);
        draft.constants = List.of(constants);
        return draft;
    }

    /** The default, in canonical text; without one the attribute is required. */
    public AttributeDraft or(String standard) {
        this.standard = standard;
        return this;
    }

    /** Off by default, and by a blank. */
    public AttributeDraft orOff() {
        this.standard = "";
        this.optional = true;
        return this;
    }

    /** From there on. */
    public AttributeDraft from(double low) {
        return within(Range.from(low, range.high()));
    }

    /** Without zero. */
    public AttributeDraft aboveZero() {
        return within(Range.above(0, range.high()));
    }

    /** From one number to another, in nanoseconds for a span of time. */
    public AttributeDraft between(double low, double high) {
        return within(Range.from(low, high));
    }

    AttributeDraft within(Range range) {
        this.range = range;
        return this;
    }

    /** The tag of a number below the range, where it is not {@code out-of-range}. */
    AttributeDraft tag(String rangeTag) {
        this.rangeTag = rangeTag;
        return this;
    }

    /** The attribute, with one sentence that says what it does. */
    public Attribute says(String sentence) {
        return new Attribute(this, sentence);
    }
}
