package dev.flyball.processor.write;

import com.palantir.javapoet.ClassName;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/**
 * A wrapper decided on: what it wraps and how, the interfaces that a decorator implements, the methods it governs in
 * source order, and those it only passes on.
 */
record Wrapper(
        TypeElement type,
        Shape shape,
        ClassName name,
        List<DeclaredType> interfaces,
        List<GovernedMethod> governed,
        List<ExecutableElement> passed) {

    static final String SUFFIX = "_Governed";

    /** The names of the constants. */
    List<String> sites() {
        return governed.stream().map(GovernedMethod::site).toList();
    }

    /** {@code Outer_Inner_Governed} beside {@code Outer.Inner}: it follows from the binary name. */
    static ClassName name(TypeElement type, Elements elements) {
        return ClassName.get(packageName(type, elements), flat(type, elements) + SUFFIX);
    }

    /** {@code Outer_Inner}. */
    static String flat(TypeElement type, Elements elements) {
        String binary = elements.getBinaryName(type).toString();
        return binary.substring(binary.lastIndexOf('.') + 1).replace('$', '_');
    }

    static String packageName(TypeElement type, Elements elements) {
        return elements.getPackageOf(type).getQualifiedName().toString();
    }
}
