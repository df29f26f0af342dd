package dev.flyball.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Declarations in few words, as a front end would read them: types and annotations by simple name are those of
 * {@code com.acme} and of Flyball.
 */
final class Declared {

    static final String SHOP = "com.acme.Shop";

    private Declared() {}

    /** {@code annotation("RateLimited", "permits", 50)}: name, then attribute and value by turns. */
    static DeclaredAnnotation annotation(String name, Object... values) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            attributes.put((String) values[i], values[i + 1]);
        }
        return new DeclaredAnnotation("dev.flyball.annotation." + name, attributes, List.of());
    }

    static DeclaredAnnotation stereotype(String name, DeclaredAnnotation... carried) {
        return new DeclaredAnnotation("com.acme." + name, Map.of(), List.of(carried));
    }

    static Object constant(String name) {
        return new DeclaredAnnotation.EnumName("com.acme.Any", name);
    }

    static Object classes(String... names) {
        return Arrays.stream(names).map(DeclaredAnnotation.ClassName::new).toList();
    }

    /** {@code method("public Receipt buy(Item item, @Key String who) throws IOException", annotations…)}. */
    static DeclaredMethod method(String declaration, DeclaredAnnotation... annotations) {
        int open = declaration.indexOf('(');
        int close = declaration.indexOf(')');
        String[] head = declaration.substring(0, open).split(" ", -1);
        List<DeclaredParameter> parameters = new ArrayList<>();
        for (String part : declaration.substring(open + 1, close).split(", ", -1)) {
            if (!part.isEmpty()) {
                parameters.add(parameter(part.split(" ", -1)));
            }
        }
        String returned = full(head[head.length - 2]);
        String rest = declaration.substring(close + 1).replace(" throws ", "");
        return new DeclaredMethod(
                SHOP,
                head[head.length - 1],
                descriptor(parameters, returned),
                flags(Arrays.asList(head).subList(0, head.length - 2)),
                parameters,
                returned,
                rest.isEmpty()
                        ? List.of()
                        : Arrays.stream(rest.split(", ", -1))
                                .map(Declared::full)
                                .toList(),
                List.of(annotations),
                List.of());
    }

    static DeclaredMethod implementing(DeclaredMethod method, DeclaredMethod... implemented) {
        return new DeclaredMethod(
                method.owner(),
                method.name(),
                method.descriptor(),
                method.modifiers(),
                method.parameters(),
                method.returnType(),
                method.exceptions(),
                method.annotations(),
                List.of(implemented));
    }

    static DeclaredMethod ownedBy(String owner, DeclaredMethod m) {
        return new DeclaredMethod(
                owner,
                m.name(),
                m.descriptor(),
                m.modifiers(),
                m.parameters(),
                m.returnType(),
                m.exceptions(),
                m.annotations(),
                m.implemented());
    }

    private static DeclaredParameter parameter(String[] words) {
        boolean key = words[0].equals("@Key");
        return new DeclaredParameter(
                words[words.length - 1], full(words[words.length - 2]), key ? List.of(annotation("Key")) : List.of());
    }

    static String full(String name) {
        String element = name.replace("[]", "");
        if (name.contains(".")) {
            return name;
        }
        return switch (element) {
            case "void", "int", "long", "boolean" -> name;
            case "String", "Object", "Throwable", "Exception", "RuntimeException", "Error", "StringBuilder" ->
                "java.lang." + name;
            case "IOException", "FileNotFoundException", "Serializable" -> "java.io." + name;
            case "CompletionStage", "CompletableFuture", "Future", "TimeoutException" -> "java.util.concurrent." + name;
            default -> "com.acme." + name;
        };
    }

    private static String descriptor(List<DeclaredParameter> parameters, String returned) {
        StringBuilder text = new StringBuilder("(");
        parameters.forEach(parameter -> text.append(descriptor(parameter.type())));
        return text.append(')').append(descriptor(returned)).toString();
    }

    private static String descriptor(String type) {
        if (type.endsWith("[]")) {
            return "[" + descriptor(type.substring(0, type.length() - 2));
        }
        return switch (type) {
            case "void" -> "V";
            case "int" -> "I";
            case "long" -> "J";
            case "boolean" -> "Z";
            default -> "L" + type.replace('.', '/') + ";";
        };
    }

    private static int flags(List<String> words) {
        int flags = 0;
        for (String word : words) {
            flags |= switch (word) {
                case "public" -> 0x1;
                case "private" -> 0x2;
                case "protected" -> 0x4;
                case "static" -> 0x8;
                case "final" -> 0x10;
                case "synchronized" -> 0x20;
                case "bridge" -> 0x1041;
                case "native" -> 0x100;
                case "abstract" -> 0x400;
                case "synthetic" -> 0x1000;
                default -> throw new IllegalArgumentException(word);
            };
        }
        return flags;
    }

    /** A class {@code com.acme.Shop} with everything in sight. */
    static DeclaredType shop(DeclaredMethod... methods) {
        return shop(List.of(), methods);
    }

    static DeclaredType shop(List<DeclaredAnnotation> annotations, DeclaredMethod... methods) {
        return type(DeclaredType.Kind.CLASS, annotations, List.of(methods), List.of(), true);
    }

    static DeclaredType type(
            DeclaredType.Kind kind,
            List<DeclaredAnnotation> annotations,
            List<DeclaredMethod> methods,
            List<DeclaredMethod> inherited,
            boolean complete) {
        return new DeclaredType(SHOP, kind, 1, annotations, methods, inherited, complete, Declared::relations);
    }

    /** The JDK's relations by reflection; of {@code com.acme} nothing is known but what ends in Item or Receipt. */
    static TypeRelations.Answer relations(String from, String to) {
        try {
            boolean yes = Class.forName(to).isAssignableFrom(Class.forName(from));
            return yes ? TypeRelations.Answer.YES : TypeRelations.Answer.NO;
        } catch (ClassNotFoundException notOfTheJdk) {
            return (from + to).contains("Mystery") ? TypeRelations.Answer.UNKNOWN : TypeRelations.Answer.NO;
        }
    }
}
