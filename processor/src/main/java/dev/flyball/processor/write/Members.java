package dev.flyball.processor.write;

import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.Supertypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods that a decorator must have: each once, the nearest declaration first. */
final class Members {

    private final Elements elements;
    private final Types types;

    Members(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** The instance methods of these interfaces of {@code type}, as {@code type} declares or inherits them. */
    List<ExecutableElement> of(TypeElement type, List<DeclaredType> interfaces) {
        Set<ExecutableElement> found = new LinkedHashSet<>();
        for (DeclaredType one : interfaces) {
            TypeElement element = (TypeElement) one.asElement();
            collect(element, type, found);
            Supertypes.interfaces(element).forEach(above -> collect(above, type, found));
        }
        return List.copyOf(found);
    }

    /** The methods of super types that a subclass could override, the nearest declaration of each. */
    Stream<ExecutableElement> inherited(TypeElement type) {
        Set<Modifier> closed = Set.of(Modifier.STATIC, Modifier.PRIVATE, Modifier.FINAL, Modifier.ABSTRACT);
        return new Supertypes(elements)
                .inherited(type).stream()
                        .filter(method -> method.getModifiers().stream().noneMatch(closed::contains))
                        .filter(method -> Hidden.in(method).isEmpty());
    }

    private void collect(TypeElement from, TypeElement type, Set<ExecutableElement> found) {
        for (ExecutableElement method : ElementFilter.methodsIn(from.getEnclosedElements())) {
            if (method.getModifiers().contains(Modifier.STATIC)
                    || method.getModifiers().contains(Modifier.PRIVATE)
                    || isObjectMethod(method)) {
                continue;
            }
            ExecutableElement nearest = nearest(method, type);
            ExecutableElement twin = twin(nearest, type, found);
            if (twin == null) {
                found.add(nearest);
            } else if (narrower(nearest, twin, type)) {
                found.remove(twin);
                found.add(nearest);
            }
        }
    }

    private ExecutableElement nearest(ExecutableElement method, TypeElement type) {
        List<TypeElement> owners = new ArrayList<>();
        owners.add(type);
        owners.addAll(Supertypes.classes(type));
        owners.addAll(Supertypes.interfaces(type));
        for (TypeElement owner : owners) {
            if (owner.equals(SourceNames.owner(method))) {
                break;
            }
            for (ExecutableElement candidate : ElementFilter.methodsIn(owner.getEnclosedElements())) {
                if (candidate.getSimpleName().equals(method.getSimpleName())
                        && elements.overrides(candidate, method, type)) {
                    return candidate;
                }
            }
        }
        return method;
    }

    private @org.jspecify.annotations.Nullable ExecutableElement twin(
            ExecutableElement method, TypeElement type, Set<ExecutableElement> found) {
        ExecutableType seen = seen(method, type);
        for (ExecutableElement other : found) {
            if (other.getSimpleName().equals(method.getSimpleName())) {
                ExecutableType otherSeen = seen(other, type);
                if (types.isSubsignature(seen, otherSeen) || types.isSubsignature(otherSeen, seen)) {
                    return other;
                }
            }
        }
        return null;
    }

    private boolean narrower(ExecutableElement method, ExecutableElement than, TypeElement type) {
        return !method.equals(than)
                && types.isSubtype(
                        types.erasure(seen(method, type).getReturnType()),
                        types.erasure(seen(than, type).getReturnType()))
                && !types.isSameType(
                        types.erasure(seen(method, type).getReturnType()),
                        types.erasure(seen(than, type).getReturnType()));
    }

    /** The method as a member of the type, with the type's arguments in place. */
    ExecutableType seen(ExecutableElement method, TypeElement type) {
        return SourceNames.owner(method).equals(type)
                ? (ExecutableType) method.asType()
                : (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    }

    /** Whether it is equals, hashCode or toString, which are never governed and never passed on. */
    static boolean isObjectMethod(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return switch (method.getSimpleName().toString()) {
            case "hashCode", "toString" -> parameters.isEmpty();
            case "equals" -> parameters.size() == 1 && isObject(parameters.get(0));
            default -> false;
        };
    }

    private static boolean isObject(VariableElement parameter) {
        return parameter.asType() instanceof DeclaredType type
                && type.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals("java.lang.Object");
    }
}
