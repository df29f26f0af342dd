package dev.flyball.agent.read;

import java.util.List;

/**
 * What a class file says before its methods: its name, what stands directly above it, and the types of the annotations on
 * it and on its methods, all as binary names.
 */
public record Header(
        String name, boolean isInterface, boolean isAnnotation, List<String> above, List<String> annotations) {}
