package dev.flyball.processor.read;

import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The compiler's types in the class file's spelling: binary names of erasures, and descriptors. */
public final class SourceNames {

    private final Elements elements;
    private final Types types;

    public SourceNames(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** The type that declares a method or constructor. */
    public static TypeElement owner(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    /** {@code com.acme.Shop$Item} for a nested type. */
    public String binary(TypeElement type) {
        return elements.getBinaryName(type).toString();
    }

    /** {@code int}, {@code java.lang.String[]}, {@code com.acme.Shop$Item}. */
    public String erased(TypeMirror type) {
        TypeMirror erasure = types.erasure(type);
        return switch (erasure.getKind()) {
            case ARRAY -> erased(((ArrayType) erasure).getComponentType()) + "[]";
            case DECLARED, ERROR -> binary((TypeElement) ((DeclaredType) erasure).asElement());
            default -> lower(erasure);
        };
    }

    List<String> erased(List<? extends TypeMirror> all) {
        return all.stream().map(this::erased).toList();
    }

    /** {@code (Ljava/lang/String;[I)V}. */
    public String descriptor(ExecutableElement method) {
        StringBuilder out = new StringBuilder("(");
        method.getParameters().forEach(parameter -> append(out, parameter.asType()));
        append(out.append(')'), method.getReturnType());
        return out.toString();
    }

    private void append(StringBuilder out, TypeMirror type) {
        TypeMirror erasure = types.erasure(type);
        switch (erasure.getKind()) {
            case BOOLEAN -> out.append('Z');
            case BYTE -> out.append('B');
            case SHORT -> out.append('S');
            case INT -> out.append('I');
            case LONG -> out.append('J');
            case CHAR -> out.append('C');
            case FLOAT -> out.append('F');
            case DOUBLE -> out.append('D');
            case VOID -> out.append('V');
            case ARRAY -> append(out.append('['), ((ArrayType) erasure).getComponentType());
            default -> out.append('L').append(erased(erasure).replace('.', '/')).append(';');
        }
    }

    private static String lower(TypeMirror primitive) {
        return primitive.getKind().name().toLowerCase(java.util.Locale.ROOT);
    }
}
