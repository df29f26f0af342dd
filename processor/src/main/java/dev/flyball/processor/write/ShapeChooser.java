package dev.flyball.processor.write;

import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.Supertypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Decides how a governed type can be wrapped, and which of its governed methods the wrapper reaches. */
final class ShapeChooser {

    /** A shape, with the interfaces that a decorator implements. */
    record Choice(Shape shape, List<DeclaredType> interfaces) {}

    private final Types types;
    private final Supertypes supertypes;

    ShapeChooser(Elements elements, Types types) {
        this.types = types;
        this.supertypes = new Supertypes(elements);
    }

    /** The shape, or nothing where no legal one exists; the reasons go to {@code hindrances}. */
    Optional<Choice> choose(TypeElement type, List<ExecutableElement> governed, Hindrances hindrances) {
        Optional<TypeElement> hidden = Hidden.around(type);
        if (hidden.isPresent()) {
            hindrances.hiddenType(hidden.get());
            return Optional.empty();
        }
        return switch (type.getKind()) {
            case INTERFACE -> overInterface(type, hindrances);
            case RECORD, ENUM -> overFinal(type, governed, hindrances);
            case CLASS ->
                type.getModifiers().contains(Modifier.FINAL)
                        ? overFinal(type, governed, hindrances)
                        : overClass(type, hindrances);
            default -> Optional.empty();
        };
    }

    private static Optional<Choice> overInterface(TypeElement type, Hindrances hindrances) {
        if (type.getModifiers().contains(Modifier.SEALED)) {
            hindrances.sealedType();
            return Optional.empty();
        }
        return Optional.of(new Choice(Shape.DECORATOR, List.of((DeclaredType) type.asType())));
    }

    private static Optional<Choice> overClass(TypeElement type, Hindrances hindrances) {
        if (type.getModifiers().contains(Modifier.SEALED)) {
            hindrances.sealedType();
        } else if (isInner(type)) {
            hindrances.innerType();
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            hindrances.abstractType();
        } else if (constructors(type).isEmpty()) {
            hindrances.noVisibleConstructor();
        } else {
            return Optional.of(new Choice(Shape.SUBCLASS, List.of()));
        }
        return Optional.empty();
    }

    private static boolean isInner(TypeElement type) {
        return type.getNestingKind() != NestingKind.TOP_LEVEL
                && !type.getModifiers().contains(Modifier.STATIC);
    }

    static List<ExecutableElement> constructors(TypeElement type) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
                .filter(constructor -> Hidden.in(constructor).isEmpty())
                .toList();
    }

    private Optional<Choice> overFinal(TypeElement type, List<ExecutableElement> governed, Hindrances hindrances) {
        List<DeclaredType> interfaces = new ArrayList<>();
        boolean all = true;
        for (ExecutableElement method : governed) {
            if (method.getModifiers().contains(Modifier.STATIC)
                    || method.getModifiers().contains(Modifier.PRIVATE)) {
                continue;
            }
            Optional<DeclaredType> over = implementing(method, type);
            if (over.isEmpty()) {
                hindrances.finalType(method, allowing(type));
                all = false;
            } else if (!interfaces.contains(over.get())) {
                interfaces.add(over.get());
            }
        }
        return all && !interfaces.isEmpty()
                ? Optional.of(new Choice(Shape.DECORATOR, List.copyOf(interfaces)))
                : Optional.empty();
    }

    /** The first interface, named by the type or a class above it, through which the method can be called. */
    private Optional<DeclaredType> implementing(ExecutableElement method, TypeElement type) {
        List<ExecutableElement> implemented = supertypes.implemented(method, type);
        for (DeclaredType candidate : named(type)) {
            for (ExecutableElement above : implemented) {
                if (types.isSubtype(
                        types.erasure(candidate),
                        types.erasure(SourceNames.owner(above).asType()))) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** The interfaces that a decorator could implement. */
    private List<TypeElement> allowing(TypeElement type) {
        return named(type).stream()
                .map(one -> (TypeElement) one.asElement())
                .filter(one -> !one.getQualifiedName().toString().startsWith("java."))
                .toList();
    }

    /** The interfaces in the implements clauses of the type and the classes above it, sealed ones left out. */
    private List<DeclaredType> named(TypeElement type) {
        List<DeclaredType> named = new ArrayList<>();
        TypeMirror next = type.asType();
        while (next.getKind() == TypeKind.DECLARED) {
            TypeMirror above = null;
            for (TypeMirror direct : types.directSupertypes(next)) {
                DeclaredType declared = (DeclaredType) direct;
                TypeElement element = (TypeElement) declared.asElement();
                if (element.getKind() != ElementKind.INTERFACE) {
                    above = direct;
                } else if (!element.getModifiers().contains(Modifier.SEALED)
                        && Hidden.around(element).isEmpty()) {
                    named.add(declared);
                }
            }
            if (above == null) {
                break;
            }
            next = above;
        }
        return named;
    }
}
