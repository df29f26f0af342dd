package dev.flyball.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.flyball.processor.read.SourceNames;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Declarations of overrides and constructors, by hand: JavaPoet's own loses bounds, annotations and more. */
final class Signatures {

    private final Members members;
    private final TypeNames names;
    private final CopiedAnnotations copied;

    Signatures(Members members, TypeNames names, CopiedAnnotations copied) {
        this.members = members;
        this.names = names;
        this.copied = copied;
    }

    /** An override without its body, by a wrapper of that type, which declares or inherits the method. */
    MethodSpec.Builder override(ExecutableElement method, TypeElement type) {
        ExecutableType seen = members.seen(method, type);
        MethodSpec.Builder out =
                MethodSpec.methodBuilder(method.getSimpleName().toString()).addAnnotation(Override.class);
        out.addAnnotations(copied.onMember(method));
        visibility(method).ifPresent(out::addModifiers);
        if (SourceNames.owner(method).equals(type)) {
            method.getTypeParameters().forEach(parameter -> out.addTypeVariable(names.variable(parameter)));
        } else {
            seen.getTypeVariables().forEach(variable -> out.addTypeVariable(names.variable(variable)));
        }
        out.returns(names.of(seen.getReturnType()));
        parameters(out, method, seen);
        seen.getThrownTypes().forEach(thrown -> out.addException(names.of(thrown)));
        return out;
    }

    /** A constructor that hands everything to the super class's. */
    MethodSpec constructor(ExecutableElement constructor) {
        MethodSpec.Builder out = MethodSpec.constructorBuilder();
        out.addAnnotations(copied.onMember(constructor));
        visibility(constructor).ifPresent(out::addModifiers);
        ExecutableType seen = (ExecutableType) constructor.asType();
        constructor.getTypeParameters().forEach(parameter -> out.addTypeVariable(names.variable(parameter)));
        parameters(out, constructor, seen);
        seen.getThrownTypes().forEach(thrown -> out.addException(names.of(thrown)));
        List<String> arguments = constructor.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
        return out.addStatement("super($L)", String.join(", ", arguments)).build();
    }

    private void parameters(MethodSpec.Builder out, ExecutableElement method, ExecutableType seen) {
        List<? extends TypeMirror> types = seen.getParameterTypes();
        for (int i = 0; i < types.size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            out.addParameter(ParameterSpec.builder(
                            names.of(types.get(i)), parameter.getSimpleName().toString())
                    .addAnnotations(copied.onMember(parameter))
                    .build());
        }
        out.varargs(method.isVarArgs());
    }

    private static Optional<Modifier> visibility(ExecutableElement method) {
        return method.getModifiers().stream()
                .filter(modifier -> modifier == Modifier.PUBLIC || modifier == Modifier.PROTECTED)
                .findFirst();
    }
}
