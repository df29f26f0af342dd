package dev.flyball.processor.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** The constants' names: {@code PLACE}, or {@code PLACE_ORDER_STRING} where overloaded, stable when methods move. */
final class SiteNames {

    private final Types types;

    SiteNames(Types types) {
        this.types = types;
    }

    /** A name for each method; none of them is also a parameter's name, which would hide it. */
    Map<ExecutableElement, String> of(List<ExecutableElement> methods) {
        Set<String> taken = new HashSet<>();
        methods.forEach(method -> method.getParameters()
                .forEach(parameter -> taken.add(parameter.getSimpleName().toString())));
        Map<ExecutableElement, String> names = new LinkedHashMap<>();
        List<Function<ExecutableElement, String>> spellings =
                List.of(SiteNames::shortName, method -> spelled(method, false), method -> spelled(method, true));
        for (ExecutableElement method : methods) {
            String name = "";
            for (Function<ExecutableElement, String> spelling : spellings) {
                name = spelling.apply(method);
                if (unique(name, spelling, methods)) {
                    break;
                }
            }
            while (!taken.add(name)) {
                name += "_";
            }
            names.put(method, name);
        }
        return names;
    }

    private static boolean unique(
            String name, Function<ExecutableElement, String> spelling, List<ExecutableElement> methods) {
        return methods.stream().map(spelling).filter(name::equals).count() == 1;
    }

    private static String shortName(ExecutableElement method) {
        return upper(method.getSimpleName().toString());
    }

    private String spelled(ExecutableElement method, boolean qualified) {
        List<String> words = new ArrayList<>();
        words.add(shortName(method));
        for (VariableElement parameter : method.getParameters()) {
            words.add(word(types.erasure(parameter.asType()), qualified));
        }
        return String.join("_", words);
    }

    private static String word(TypeMirror erased, boolean qualified) {
        return switch (erased.getKind()) {
            case ARRAY -> word(((ArrayType) erased).getComponentType(), qualified) + "_ARRAY";
            case DECLARED -> {
                var element = ((DeclaredType) erased).asElement();
                String name = qualified
                        ? ((javax.lang.model.element.QualifiedNameable) element)
                                .getQualifiedName()
                                .toString()
                                .replace('.', '_')
                        : element.getSimpleName().toString();
                yield upper(name);
            }
            default -> erased.getKind().name();
        };
    }

    /** {@code placeOrder} and {@code PlaceOrder} become {@code PLACE_ORDER}, {@code toURL} becomes {@code TO_URL}. */
    private static String upper(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3_$2")
                .toUpperCase(Locale.ROOT);
    }
}
