package dev.flyball.model;

import java.util.List;
import java.util.Map;

/**
 * An annotation as written. {@code type} is its binary name. {@code values} holds only the attributes written out, in
 * source order: a String, Boolean, Integer, Long, Double, enum constants as {@link EnumName}, classes as
 * {@link ClassName}, arrays as a List of these, nested annotations as {@code DeclaredAnnotation}. {@code meta} holds
 * the annotations on the annotation type itself, as far as the front end can see them; it is empty for Flyball's own.
 */
public record DeclaredAnnotation(String type, Map<String, Object> values, List<DeclaredAnnotation> meta) {

    /** An enum constant by its simple name. */
    public record EnumName(String type, String constant) {}

    /** A class literal by its binary name. */
    public record ClassName(String name) {}
}
