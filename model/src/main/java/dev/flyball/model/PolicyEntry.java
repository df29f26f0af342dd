package dev.flyball.model;

import java.util.List;
import java.util.Optional;

/** A policy in the {@link Vocabulary}: its attributes in order, and whether its engine is built. */
public final class PolicyEntry {

    private final PolicyKind kind;
    private final String sentence;
    private final String instead;
    private final List<Attribute> attributes;

    PolicyEntry(PolicyKind kind, String sentence, String instead, List<Attribute> attributes) {
        this.kind = kind;
        this.sentence = sentence;
        this.instead = instead;
        this.attributes = List.copyOf(attributes);
    }

    /** Which policy this is. */
    public PolicyKind kind() {
        return kind;
    }

    /** One sentence that says what it does. */
    public String sentence() {
        return sentence;
    }

    /** If its engine is not built: what works instead. */
    public Optional<String> notBuilt() {
        return instead.isEmpty() ? Optional.empty() : Optional.of(instead);
    }

    /** Every attribute, {@code name} first and {@code fallback}, where there is one, last. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** The attribute of that name, in camelCase or kebab-case. */
    public Optional<Attribute> attribute(String name) {
        return attributes.stream()
                .filter(a -> a.name().equals(name) || a.key().equals(name))
                .findFirst();
    }
}
