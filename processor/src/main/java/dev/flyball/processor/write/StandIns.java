package dev.flyball.processor.write;

import dev.flyball.model.FallbackChoice;
import dev.flyball.processor.read.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Turns the model's choice of fallbacks into methods that a wrapper can call. */
final class StandIns {

    private final Types types;
    private final Members members;

    StandIns(Elements elements, Types types) {
        this.types = types;
        this.members = new Members(elements, types);
    }

    /** Most specific cause first; what cannot be called goes to the hindrances. */
    List<StandIn> of(PlannedMethod planned, Hindrances hindrances) {
        ExecutableElement governed = planned.element();
        SourceType source = planned.source();
        List<StandIn> callable = new ArrayList<>();
        for (FallbackChoice choice : planned.governed().fallbacks()) {
            ExecutableElement method = source.element(choice.method());
            if (method == null) {
                continue;
            }
            if (method.getModifiers().contains(Modifier.PRIVATE)) {
                hindrances.fallbackPrivate(governed, method);
            } else if (!returnFits(method, governed, source)) {
                hindrances.fallbackReturn(governed, method);
            } else {
                callable.add(new StandIn(method, choice.takesArguments(), cause(choice, method)));
            }
        }
        return List.copyOf(callable);
    }

    private static Optional<TypeMirror> cause(FallbackChoice choice, ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return choice.cause() == null
                ? Optional.empty()
                : Optional.of(parameters.get(parameters.size() - 1).asType());
    }

    /** The model compares erased types; type arguments are compared here, where the compiler knows them. */
    private boolean returnFits(ExecutableElement method, ExecutableElement governed, SourceType source) {
        TypeMirror wanted = governed.getReturnType();
        if (wanted.getKind() == TypeKind.VOID
                || !governed.getTypeParameters().isEmpty()
                || !method.getTypeParameters().isEmpty()) {
            return true;
        }
        return types.isAssignable(members.seen(method, source.element()).getReturnType(), wanted);
    }
}
