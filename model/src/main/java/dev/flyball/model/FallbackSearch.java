package dev.flyball.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of a type that people can call, own ones first, and which of them somebody may have meant. */
final class FallbackSearch {

    /** How many candidates a message lists. */
    static final int MOST = 5;

    private final List<DeclaredMethod> methods;

    FallbackSearch(DeclaredType type) {
        Set<String> seen = new LinkedHashSet<>();
        methods = Stream.concat(type.methods().stream(), type.inherited().stream())
                .filter(m -> !Access.isSynthetic(m) && !Access.isConstructor(m))
                .filter(m -> seen.add(m.name() + Spelling.types(m)))
                .toList();
    }

    List<DeclaredMethod> named(String name) {
        return methods.stream().filter(method -> method.name().equals(name)).toList();
    }

    boolean same(DeclaredMethod one, DeclaredMethod other) {
        return one.name().equals(other.name()) && Spelling.types(one).equals(Spelling.types(other));
    }

    /** Methods with a similar name, then methods with the same parameters, as a sentence; empty if there are none. */
    String hints(DeclaredMethod method, String name) {
        List<DeclaredMethod> own = methods.stream()
                .filter(other -> !same(other, method) && !other.owner().equals(TypeFacts.OBJECT))
                .toList();
        List<String> near =
                DidYouMean.among(own.stream().map(DeclaredMethod::name).toList(), name);
        Set<DeclaredMethod> hints = new LinkedHashSet<>();
        near.forEach(word -> own.stream().filter(m -> m.name().equals(word)).forEach(hints::add));
        own.stream()
                .filter(other -> Spelling.types(other).equals(Spelling.types(method))
                        && other.returnType().equals(method.returnType()))
                .forEach(hints::add);
        List<String> shown = new ArrayList<>(hints)
                .stream().limit(MOST).map(Spelling::signature).toList();
        return shown.isEmpty() ? "" : shown.stream().collect(Collectors.joining(", ", " Near: ", "."));
    }
}
