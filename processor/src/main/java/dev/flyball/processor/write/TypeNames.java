package dev.flyball.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Types as JavaPoet spells them, with the nullness annotations that JavaPoet's own translation drops. */
final class TypeNames extends SimpleTypeVisitor14<TypeName, Void> {

    private final CopiedAnnotations copied;

    TypeNames(CopiedAnnotations copied) {
        this.copied = copied;
    }

    TypeName of(TypeMirror type) {
        return visit(type);
    }

    List<TypeName> of(List<? extends TypeMirror> types) {
        return types.stream().map(this::of).toList();
    }

    /** A type variable with its bounds, as where it is declared. */
    TypeVariableName variable(TypeParameterElement parameter) {
        return TypeVariableName.get(
                parameter.getSimpleName().toString(), of(parameter.getBounds()).toArray(TypeName[]::new));
    }

    /** The same for a variable of an inherited method, whose bounds are seen from the inheriting type. */
    TypeVariableName variable(TypeVariable type) {
        TypeMirror bound = type.getUpperBound();
        List<TypeName> bounds =
                bound instanceof IntersectionType several ? of(several.getBounds()) : List.of(of(bound));
        return TypeVariableName.get(type.asElement().getSimpleName().toString(), bounds.toArray(TypeName[]::new));
    }

    private TypeName annotated(TypeName name, TypeMirror type) {
        List<AnnotationSpec> annotations = copied.onUse(type);
        return annotations.isEmpty() ? name : name.annotated(annotations);
    }

    @Override
    public TypeName visitPrimitive(PrimitiveType type, Void nothing) {
        return annotated(TypeName.get(type), type);
    }

    @Override
    public TypeName visitNoType(NoType type, Void nothing) {
        return TypeName.get(type);
    }

    @Override
    public TypeName visitArray(ArrayType type, Void nothing) {
        return annotated(ArrayTypeName.of(of(type.getComponentType())), type);
    }

    @Override
    public TypeName visitTypeVariable(TypeVariable type, Void nothing) {
        return annotated(TypeVariableName.get(type.asElement().getSimpleName().toString()), type);
    }

    @Override
    public TypeName visitWildcard(WildcardType type, Void nothing) {
        if (type.getSuperBound() != null) {
            return annotated(WildcardTypeName.supertypeOf(of(type.getSuperBound())), type);
        }
        TypeName bound = type.getExtendsBound() == null ? ClassName.get(Object.class) : of(type.getExtendsBound());
        return annotated(WildcardTypeName.subtypeOf(bound), type);
    }

    @Override
    public TypeName visitDeclared(DeclaredType type, Void nothing) {
        ClassName raw = ClassName.get((TypeElement) type.asElement());
        List<TypeName> arguments = of(type.getTypeArguments());
        if (type.getEnclosingType().getKind() == TypeKind.DECLARED
                && !type.asElement().getModifiers().contains(Modifier.STATIC)
                && of(type.getEnclosingType()) instanceof ParameterizedTypeName outer) {
            return annotated(outer.nestedClass(raw.simpleName(), arguments), type);
        }
        return annotated(
                arguments.isEmpty() ? raw : ParameterizedTypeName.get(raw, arguments.toArray(TypeName[]::new)), type);
    }

    @Override
    protected TypeName defaultAction(TypeMirror type, Void nothing) {
        return TypeName.get(type);
    }
}
