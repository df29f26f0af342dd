package dev.flyball.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One policy on one method: its kind and every attribute in canonical text, defaults filled in, in the vocabulary's
 * order; {@code name} is among them, the fallback is not, as it belongs to the method. Immutable.
 */
public record PolicyPlan(PolicyKind kind, Map<String, String> attributes) {

    /** Keeps a copy in the given order. */
    public PolicyPlan {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /**
     * A plan with these attributes, as people write them, and defaults for the others.
     *
     * @throws IllegalArgumentException if a value is wrong, a required one is missing or one is unknown
     */
    public static PolicyPlan of(PolicyKind kind, Map<String, String> written) {
        PolicyEntry entry = Vocabulary.policy(kind);
        Map<String, String> values = new LinkedHashMap<>();
        for (Attribute attribute : entry.attributes()) {
            String text = written.get(attribute.name());
            if (attribute.name().equals("fallback")) {
                continue;
            }
            values.put(attribute.name(), text == null ? required(kind, attribute) : canonical(kind, attribute, text));
        }
        for (String name : written.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(kind.key() + " has no attribute " + name);
            }
        }
        return new PolicyPlan(kind, values);
    }

    private static String required(PolicyKind kind, Attribute attribute) {
        return attribute
                .standard()
                .orElseThrow(() -> new IllegalArgumentException(kind.key() + " needs " + attribute.name()));
    }

    private static String canonical(PolicyKind kind, Attribute attribute, String text) {
        Parsed parsed = attribute.parse(text);
        if (parsed instanceof Parsed.Value value) {
            return value.canonical();
        }
        Parsed.Wrong wrong = (Parsed.Wrong) parsed;
        throw new IllegalArgumentException(
                kind.key() + ": " + attribute.name() + " = \"" + text + "\" " + wrong.complaint() + "; " + wrong.fix());
    }

    /** This plan with one attribute's value replaced, as people write it. */
    public PolicyPlan with(String name, String text) {
        attribute(name);
        Map<String, String> values = new LinkedHashMap<>(attributes);
        values.put(name, canonical(kind, Vocabulary.policy(kind).attribute(name).orElseThrow(), text));
        return new PolicyPlan(kind, values);
    }

    /** The canonical text of an attribute, in camelCase as the annotation spells it. */
    public String attribute(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind.key() + " has no attribute " + name);
        }
        return value;
    }

    /** The names of the attributes whose values differ from the built-in default. */
    public List<String> explicit() {
        PolicyEntry entry = Vocabulary.policy(kind);
        return attributes.keySet().stream()
                .filter(name ->
                        !entry.attribute(name).flatMap(Attribute::standard).equals(Optional.of(attribute(name))))
                .toList();
    }

    /** The name of the instance: whoever has the same name and kind shares it. */
    public String name() {
        return text("name");
    }

    /** Whether it may hold a caller back for a while before it admits or refuses. */
    public boolean waits() {
        return attributes.containsKey("maxWait") && duration("maxWait") > 0;
    }

    /** Whether it tells owners apart, so that a key must name them. */
    public boolean hasOwners() {
        return attributes.containsKey("perOwner") && count("perOwner") > 0;
    }

    /** Whether an optional attribute is on. */
    public boolean isSet(String name) {
        return !attribute(name).isEmpty();
    }

    /** A duration in nanoseconds. */
    public long duration(String name) {
        return Durations.parse(attribute(name));
    }

    /** A whole number. */
    public int count(String name) {
        return Integer.parseInt(attribute(name));
    }

    /** The calls a {@code window} holds; empty where it is a span of time. */
    public Optional<Integer> windowCalls() {
        String window = attribute("window");
        return window.chars().allMatch(Character::isDigit) ? Optional.of(Integer.valueOf(window)) : Optional.empty();
    }

    /** A number from 0 to 1, or any other number with a fraction. */
    public double ratio(String name) {
        return Double.parseDouble(attribute(name));
    }

    /** A size in bytes. */
    public long size(String name) {
        return Sizes.parse(attribute(name));
    }

    /** The share that a share or size stands for; empty where it is a size. */
    public OptionalDouble share(String name) {
        BigDecimal share = Units.number(attribute(name));
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share.doubleValue());
    }

    /** A switch. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(attribute(name));
    }

    /** Free text, or an enum's constant. */
    public String text(String name) {
        return attribute(name);
    }

    /** The bandwidths of a rate limit. */
    public List<Bandwidth> bandwidths(String name) {
        return Bandwidth.read(attribute(name))
                .orElseThrow(() -> new IllegalArgumentException(kind.key() + ": " + name));
    }

    /** Classes by binary name. */
    public List<String> classes(String name) {
        String names = attribute(name);
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }
}
