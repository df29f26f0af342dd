package dev.flyball.agent.read;

import dev.flyball.model.TypeRelations;
import dev.flyball.model.TypeRelations.Answer;
import org.jspecify.annotations.Nullable;

/** What can be said of sub-typing without asking a program's loader: the JDK's own types, and any type about itself. */
final class PlatformTypes {

    static final TypeRelations RELATIONS = PlatformTypes::assignable;

    private PlatformTypes() {}

    private static Answer assignable(String from, String to) {
        if (from.equals(to)) {
            return Answer.YES;
        }
        if (isPrimitive(from) || isPrimitive(to)) {
            return Answer.NO;
        }
        if (to.equals("java.lang.Object")) {
            return Answer.YES;
        }
        Class<?> source = find(from);
        Class<?> target = find(to);
        if (source == null || target == null) {
            return Answer.UNKNOWN;
        }
        return target.isAssignableFrom(source) ? Answer.YES : Answer.NO;
    }

    private static boolean isPrimitive(String type) {
        return switch (type) {
            case "void", "boolean", "byte", "short", "char", "int", "long", "float", "double" -> true;
            default -> false;
        };
    }

    private static @Nullable Class<?> find(String type) {
        if (!type.startsWith("java.")) {
            return null;
        }
        try {
            return Class.forName(type, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError unknown) {
            return null; // also an array, which is written java.lang.String[] here
        }
    }
}
