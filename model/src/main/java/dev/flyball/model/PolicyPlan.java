package dev.flyball.model;

import java.util.Map;

/**
 * One policy on one method: its kind and every attribute in canonical text, defaults filled in, in the vocabulary's
 * order. {@code explicit} attributes are those whose value differs from the built-in default.
 */
public record PolicyPlan(PolicyKind kind, Map<String, String> attributes) {

    /** The canonical text of an attribute, in camelCase as the annotation spells it. */
    public String attribute(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind.key() + " has no attribute " + name);
        }
        return value;
    }
}
