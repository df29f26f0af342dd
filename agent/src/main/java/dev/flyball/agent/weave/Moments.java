package dev.flyball.agent.weave;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.MethodPlan;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The signatures of the two calls around a body, as the methods of an advice type that exists as a description only: since
 * nothing of it is inlined, Byte Buddy needs no code.
 *
 * <p>Types are JDK types: a primitive argument travels as itself, so that nothing is boxed on the way, and every
 * reference as {@code Object}, so that linking resolves no type of the program that its own code has not resolved.
 */
final class Moments {

    private static final TypeDescription OBJECT = TypeDescription.ForLoadedType.of(Object.class);
    private static final TypeDescription OBJECTS = TypeDescription.ForLoadedType.of(Object[].class);
    private static final TypeDescription THROWABLE = TypeDescription.ForLoadedType.of(Throwable.class);

    private Moments() {}

    /** The advice type for a method under this plan. */
    static TypeDescription of(DeclaredMethod method, MethodPlan plan) {
        return InstrumentedType.Default.of("dev.flyball.agent.weave.Moment", OBJECT.asGenericType(), Visibility.PUBLIC)
                .withMethod(enter(method, plan))
                .withMethod(exit(method, plan));
    }

    private static MethodDescription.Token enter(DeclaredMethod method, MethodPlan plan) {
        List<ParameterDescription.Token> parameters = new ArrayList<>();
        parameters.add(self());
        for (int key : plan.keyParameters()) {
            parameters.add(argument(method, key));
        }
        if (plan.carried()) {
            addArguments(method, parameters);
        }
        AnnotationDescription moment = AnnotationDescription.Builder.ofType(Advice.OnMethodEnter.class)
                .define("inline", false)
                .define("skipOn", Object[].class)
                .define("suppress", Throwable.class)
                .build();
        return method("enter", OBJECT, parameters, List.of(moment));
    }

    private static MethodDescription.Token exit(DeclaredMethod method, MethodPlan plan) {
        List<ParameterDescription.Token> parameters = new ArrayList<>();
        parameters.add(parameter(OBJECT, annotation(Advice.Enter.class)));
        if (plan.stage()) {
            parameters.add(parameter(OBJECT, annotation(Advice.Return.class)));
        }
        parameters.add(parameter(THROWABLE, annotation(Advice.Thrown.class)));
        if (plan.hasFallback() && !plan.carried()) {
            parameters.add(self());
            addArguments(method, parameters);
        }
        List<AnnotationDescription> annotations = new ArrayList<>();
        annotations.add(AnnotationDescription.Builder.ofType(Advice.OnMethodExit.class)
                .define("inline", false)
                .define("onThrowable", Throwable.class)
                .define("repeatOn", Advice.OnNonDefaultValue.class)
                .define("repeatOnIndex", 0)
                .define("suppress", Throwable.class)
                .build());
        if (!method.returnType().equals("void")) {
            annotations.add(replacement(Advice.AssignReturned.ToReturned.class, 1));
        }
        annotations.add(replacement(Advice.AssignReturned.ToThrown.class, 2));
        return method("exit", OBJECTS, parameters, annotations);
    }

    private static AnnotationDescription replacement(Class<? extends Annotation> kind, int index) {
        return AnnotationDescription.Builder.ofType(kind)
                .define("index", index)
                .define("typing", Assigner.Typing.DYNAMIC)
                .build();
    }

    private static MethodDescription.Token method(
            String name,
            TypeDescription result,
            List<ParameterDescription.Token> parameters,
            List<AnnotationDescription> annotations) {
        return new MethodDescription.Token(
                name,
                Visibility.PUBLIC.getMask() | Ownership.STATIC.getMask(),
                List.of(),
                result.asGenericType(),
                parameters,
                List.of(),
                annotations,
                null,
                null);
    }

    private static void addArguments(DeclaredMethod method, List<ParameterDescription.Token> parameters) {
        for (int index = 0; index < method.parameters().size(); index++) {
            parameters.add(argument(method, index));
        }
    }

    private static ParameterDescription.Token self() {
        return parameter(
                OBJECT,
                AnnotationDescription.Builder.ofType(Advice.This.class)
                        .define("optional", true)
                        .build());
    }

    private static ParameterDescription.Token argument(DeclaredMethod method, int index) {
        return parameter(
                carrier(method.parameters().get(index).type()),
                AnnotationDescription.Builder.ofType(Advice.Argument.class)
                        .define("value", index)
                        .build());
    }

    private static TypeDescription carrier(String type) {
        Class<?> primitive = switch (type) {
            case "boolean" -> boolean.class;
            case "byte" -> byte.class;
            case "short" -> short.class;
            case "char" -> char.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            default -> Object.class;
        };
        return TypeDescription.ForLoadedType.of(primitive);
    }

    private static ParameterDescription.Token parameter(TypeDescription type, AnnotationDescription annotation) {
        return new ParameterDescription.Token(type.asGenericType(), List.of(annotation));
    }

    private static AnnotationDescription annotation(Class<? extends Annotation> type) {
        return AnnotationDescription.Builder.ofType(type).build();
    }
}
