package dev.flyball.processor.write;

import com.palantir.javapoet.NameAllocator;
import java.util.Collection;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** The names inside one generated method; none hides a parameter or a constant. */
final class Locals {

    private final NameAllocator names;
    final String ticket;
    final String result;
    final String failure;
    final String cause;

    Locals(ExecutableElement method, Collection<String> constants) {
        names = new NameAllocator();
        for (VariableElement parameter : method.getParameters()) {
            names.newName(parameter.getSimpleName().toString());
        }
        constants.stream().filter(constant -> !taken(method, constant)).forEach(names::newName);
        ticket = names.newName("ticket");
        result = names.newName("result");
        failure = names.newName("failure");
        cause = names.newName("cause");
    }

    private Locals(Locals from) {
        names = from.names.clone();
        ticket = from.ticket;
        result = from.result;
        failure = from.failure;
        cause = from.cause;
    }

    /** The same names for a further lambda, which may use {@link #more} anew. */
    Locals again() {
        return new Locals(this);
    }

    private static boolean taken(ExecutableElement method, String name) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.getSimpleName().contentEquals(name));
    }

    /** A further name, as near to the wish as is free. */
    String more(String wish) {
        return names.newName(wish);
    }

    static String hidden(ExecutableElement method, String field) {
        return taken(method, field) ? "this." + field : field;
    }
}
