package dev.flyball.runtime.config;

import java.util.ArrayList;
import java.util.List;

/** JVM descriptors for people. */
final class Descriptors {

    private Descriptors() {}

    /** {@code (Lcom/acme/Order;[I)V} as {@code (Order, int[])}. */
    static String parameters(String descriptor) {
        List<String> types = new ArrayList<>();
        int at = 1;
        while (at < descriptor.length() && descriptor.charAt(at) != ')') {
            int dimensions = 0;
            while (descriptor.charAt(at) == '[') {
                dimensions++;
                at++;
            }
            int end = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) : at;
            types.add(
                    simple(descriptor.substring(at, end)) + primitive(descriptor.charAt(at)) + "[]".repeat(dimensions));
            at = end + 1;
        }
        return "(" + String.join(", ", types) + ")";
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    private static String primitive(char type) {
        return switch (type) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> "";
        };
    }
}
