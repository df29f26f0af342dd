package dev.flyball.agent.read;

import dev.flyball.model.TypeRelations;
import org.jspecify.annotations.Nullable;

/**
 * Sub-typing as far as class files at hand tell, without loading a class of the program: by reflection among the JDK's
 * types, by walking super types among others.
 */
final class Relations implements TypeRelations {

    private final TypeResolver types;

    Relations(TypeResolver types) {
        this.types = types;
    }

    @Override
    public Answer assignable(String from, String to) {
        if (from.equals(to)) {
            return Answer.YES;
        }
        if (isPrimitive(from) || isPrimitive(to)) {
            return Answer.NO;
        }
        if (to.equals("java.lang.Object")) {
            return Answer.YES;
        }
        return from.startsWith("java.") ? amongPlatform(from, to) : amongSuperTypes(from, to);
    }

    private Answer amongSuperTypes(String from, String to) {
        RawType type = types.find(from);
        if (type == null) {
            return Answer.UNKNOWN;
        }
        Answer best = type.superclass() == null ? Answer.NO : assignable(type.superclass(), to);
        for (String above : type.interfaces()) {
            Answer answer = best == Answer.YES ? best : assignable(above, to);
            best = answer == Answer.NO ? best : answer;
        }
        return best;
    }

    private static Answer amongPlatform(String from, String to) {
        Class<?> source = platform(from);
        if (source == null) {
            return Answer.UNKNOWN;
        }
        if (!to.startsWith("java.")) {
            return Answer.NO; // the JDK extends no type of a program
        }
        Class<?> target = platform(to);
        if (target == null) {
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

    private static @Nullable Class<?> platform(String type) {
        try {
            return Class.forName(type, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError unknown) {
            return null; // also an array, which is written java.lang.String[] here
        }
    }
}
