package dev.flyball.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What only a decorator has: the delegate, the factory, and a text of its own. */
final class DecoratorParts {

    private final TypeNames names;

    DecoratorParts(TypeNames names) {
        this.names = names;
    }

    void add(TypeSpec.Builder out, Wrapper wrapper, boolean isPublic) {
        TypeElement type = wrapper.type();
        TypeName held = names.of(type.asType());
        out.addModifiers(Modifier.FINAL);
        wrapper.interfaces().forEach(one -> out.addSuperinterface(names.of(one)));
        out.addField(held, Target.DELEGATE, Modifier.PRIVATE, Modifier.FINAL);
        out.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(held, Target.DELEGATE)
                .addStatement(
                        "this.$N = $T.requireNonNull($N, $S)",
                        Target.DELEGATE,
                        Objects.class,
                        Target.DELEGATE,
                        Target.DELEGATE)
                .build());
        out.addMethod(govern(wrapper, held, isPublic));
        out.addMethod(MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S + $N + $S", wrapper.name().simpleName() + "{", Target.DELEGATE, "}")
                .build());
    }

    private MethodSpec govern(Wrapper wrapper, TypeName held, boolean isPublic) {
        List<TypeVariableName> variables =
                wrapper.type().getTypeParameters().stream().map(names::variable).toList();
        boolean self = wrapper.interfaces().size() == 1
                && wrapper.interfaces().get(0).asElement().equals(wrapper.type());
        TypeName given = wrapper.interfaces().size() == 1
                ? names.of(wrapper.interfaces().get(0))
                : own(wrapper.name(), variables);
        MethodSpec.Builder out = MethodSpec.methodBuilder("govern")
                .addJavadoc(
                        self
                                ? "{@code delegate}, governed; a wrapper comes back unchanged.\n"
                                : "{@code delegate}, governed.\n")
                .addModifiers(Modifier.STATIC)
                .addTypeVariables(variables)
                .returns(given)
                .addParameter(held, Target.DELEGATE);
        if (isPublic) {
            out.addModifiers(Modifier.PUBLIC);
        }
        CodeBlock wrap = CodeBlock.of("new $T$L($N)", wrapper.name(), variables.isEmpty() ? "" : "<>", Target.DELEGATE);
        return self
                ? out.addStatement(
                                "return $N instanceof $T ? $N : $L",
                                Target.DELEGATE,
                                wrapper.name(),
                                Target.DELEGATE,
                                wrap)
                        .build()
                : out.addStatement("return $L", wrap).build();
    }

    private static TypeName own(ClassName name, List<TypeVariableName> variables) {
        return variables.isEmpty() ? name : ParameterizedTypeName.get(name, variables.toArray(TypeName[]::new));
    }
}
