package dev.flyball.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** How messages spell types, methods and values. */
final class Spelling {

    private Spelling() {}

    /** {@code a.b.Outer$Inner[]} becomes {@code Inner[]}. */
    static String simple(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        int nested = name.lastIndexOf('$');
        return nested < 0 || nested == name.length() - 1 ? name : name.substring(nested + 1);
    }

    /** {@code Shop.buy(Item, int)}. */
    static String method(DeclaredMethod method) {
        return simple(method.owner()) + "." + signature(method);
    }

    /** {@code buy(Item, int)}. */
    static String signature(DeclaredMethod method) {
        return method.name() + types(types(method));
    }

    /** {@code (Item, int)}. */
    static String types(List<String> types) {
        return types.stream().map(Spelling::simple).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The parameter types of a method. */
    static List<String> types(DeclaredMethod method) {
        return method.parameters().stream().map(DeclaredParameter::type).toList();
    }

    /** {@code Receipt park(Item item, int count)}: a declaration with another name and the method's own shape. */
    static String declaration(DeclaredMethod method, String name) {
        String parameters = method.parameters().stream()
                .map(parameter -> simple(parameter.type()) + " " + parameter.name())
                .collect(Collectors.joining(", ", "(", ")"));
        String modifier = Access.isStatic(method) ? "static " : "";
        return modifier + simple(method.returnType()) + " " + name + parameters;
    }

    /** An annotation's value as plain text, the form that configuration takes too. */
    static String value(Object value) {
        if (value instanceof DeclaredAnnotation.EnumName name) {
            return name.constant();
        }
        if (value instanceof DeclaredAnnotation.ClassName name) {
            return name.name();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Spelling::value).collect(Collectors.joining(","));
        }
        return value instanceof Double number && Double.isFinite(number)
                ? new BigDecimal(value.toString()).toPlainString()
                : value.toString();
    }

    /** The same, quoted where the source quotes it. */
    static String quoted(Object value) {
        return value instanceof String ? "\"" + value + "\"" : value(value);
    }
}
