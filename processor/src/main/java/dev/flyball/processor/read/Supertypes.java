package dev.flyball.processor.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** What stands above a type: its super classes, its interfaces nearest first, the methods a body overrides. */
public final class Supertypes {

    private final Elements elements;

    public Supertypes(Elements elements) {
        this.elements = elements;
    }

    /** Super classes, nearest first. */
    public static List<TypeElement> classes(TypeElement type) {
        List<TypeElement> all = new ArrayList<>();
        for (TypeMirror above = type.getSuperclass(); above.getKind() == TypeKind.DECLARED; ) {
            TypeElement next = element(above);
            all.add(next);
            above = next.getSuperclass();
        }
        return all;
    }

    private static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    /** All interfaces: those of the type breadth first, then those of its super classes. */
    public static List<TypeElement> interfaces(TypeElement type) {
        Set<TypeElement> all = new LinkedHashSet<>();
        Deque<TypeElement> open = new ArrayDeque<>();
        TypeElement from = type;
        while (true) {
            open.add(from);
            while (!open.isEmpty()) {
                for (TypeMirror direct : open.remove().getInterfaces()) {
                    if (direct.getKind() == TypeKind.DECLARED && all.add(element(direct))) {
                        open.add(element(direct));
                    }
                }
            }
            if (from.getSuperclass().getKind() != TypeKind.DECLARED) {
                return List.copyOf(all);
            }
            from = element(from.getSuperclass());
        }
    }

    /**
     * The methods that the type has and does not declare, those of its super classes before those of its interfaces.
     * {@code Elements.getAllMembers} answers in no order, and in one compiler with elements that equal no declared ones.
     */
    public List<ExecutableElement> inherited(TypeElement type) {
        List<TypeElement> above = new ArrayList<>(classes(type));
        above.addAll(interfaces(type));
        List<ExecutableElement> nearer = new ArrayList<>(ElementFilter.methodsIn(type.getEnclosedElements()));
        List<ExecutableElement> inherited = new ArrayList<>();
        for (TypeElement owner : above) {
            List<ExecutableElement> here = ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
                    .filter(method -> isVisible(method, owner, type))
                    .filter(method -> nearer.stream().noneMatch(near -> replaces(near, method, type)))
                    .toList();
            inherited.addAll(here);
            nearer.addAll(here);
        }
        return inherited;
    }

    private boolean isVisible(ExecutableElement method, TypeElement owner, TypeElement from) {
        Set<Modifier> modifiers = method.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED)) {
            return !(modifiers.contains(Modifier.STATIC) && owner.getKind().isInterface());
        }
        return !modifiers.contains(Modifier.PRIVATE)
                && elements.getPackageOf(owner).equals(elements.getPackageOf(from));
    }

    private boolean replaces(ExecutableElement near, ExecutableElement method, TypeElement type) {
        return near.getSimpleName().equals(method.getSimpleName())
                && (elements.overrides(near, method, type) || elements.hides(near, method));
    }

    /** The interface methods that {@code method}, as a member of {@code type}, implements or declares anew. */
    public List<ExecutableElement> implemented(ExecutableElement method, TypeElement type) {
        return overridden(method, type, interfaces(type));
    }

    /** The methods of {@code above} that {@code method}, as a member of {@code type}, overrides. */
    public List<ExecutableElement> overridden(ExecutableElement method, TypeElement type, List<TypeElement> above) {
        List<ExecutableElement> all = new ArrayList<>();
        if (method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            return all;
        }
        for (TypeElement one : above) {
            for (ExecutableElement candidate : ElementFilter.methodsIn(one.getEnclosedElements())) {
                if (candidate.getSimpleName().equals(method.getSimpleName())
                        && elements.overrides(method, candidate, type)) {
                    all.add(candidate);
                }
            }
        }
        return all;
    }
}
