package dev.flyball.model;

import java.util.List;

/** A parameter: its source name where known (else {@code arg0}, …), erased type as a binary name, annotations. */
public record DeclaredParameter(String name, String type, List<DeclaredAnnotation> annotations) {}
