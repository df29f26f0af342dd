package dev.flyball.processor.write;

import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.Supertypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Names that would mean something else in a wrapper than they must, or nothing. */
final class Clashes {

    private final Elements elements;
    private final Mentions mentions;

    Clashes(Elements elements, Mentions mentions) {
        this.elements = elements;
        this.mentions = mentions;
    }

    /** Whether the wrapper may have its name and say what it must. */
    boolean none(Wrapper wrapper, Hindrances hindrances) {
        String site = Bridge.SITE.canonicalName();
        if (elements.getTypeElement(elements.getModuleOf(wrapper.type()), site) == null) {
            hindrances.noRuntime();
            return false;
        }
        if (nameTaken(wrapper)) {
            hindrances.nameTaken(wrapper.name().simpleName());
            return false;
        }
        return importsFit(wrapper, hindrances);
    }

    /** A wrapper of an earlier compilation is no obstacle. A nested type yields to a flat one of the same wrapper. */
    private boolean nameTaken(Wrapper wrapper) {
        TypeElement type = wrapper.type();
        TypeElement other = elements.getTypeElement(wrapper.name().canonicalName());
        if (other != null && !mentions.isGenerated(other)) {
            return true;
        }
        return type.getEnclosingElement() instanceof TypeElement
                && elements.getTypeElement(wrapper.name()
                                .canonicalName()
                                .substring(0, wrapper.name().canonicalName().length() - Wrapper.SUFFIX.length()))
                        != null;
    }

    /**
     * JavaPoet calls a type of the wrapper's own package by its simple name always, though a nested type that the wrapper
     * inherits takes that name away.
     */
    private boolean importsFit(Wrapper wrapper, Hindrances hindrances) {
        Map<String, TypeElement> nested = nested(wrapper.type());
        if (nested.isEmpty()) {
            return true;
        }
        Mentioned mentioned = new Mentioned();
        wrapper.governed().forEach(method -> mentioned.all(method.element()));
        wrapper.passed().forEach(mentioned::all);
        if (wrapper.shape() == Shape.SUBCLASS) {
            ShapeChooser.constructors(wrapper.type()).forEach(mentioned::all);
        }
        boolean fits = true;
        for (TypeElement used : mentioned.types) {
            TypeElement hiding = nested.get(used.getSimpleName().toString());
            if (hiding != null
                    && !hiding.equals(used)
                    && !(used.getEnclosingElement() instanceof TypeElement)
                    && elements.getPackageOf(used).equals(elements.getPackageOf(wrapper.type()))) {
                hindrances.importClash(used, hiding);
                fits = false;
            }
        }
        return fits;
    }

    private static Map<String, TypeElement> nested(TypeElement type) {
        List<TypeElement> all = new ArrayList<>(List.of(type));
        all.addAll(Supertypes.classes(type));
        all.addAll(Supertypes.interfaces(type));
        Map<String, TypeElement> nested = new HashMap<>();
        for (TypeElement owner : all) {
            for (TypeElement one : ElementFilter.typesIn(owner.getEnclosedElements())) {
                nested.putIfAbsent(one.getSimpleName().toString(), one);
            }
        }
        return nested;
    }

    /** The types that signatures name. */
    private static final class Mentioned extends SimpleTypeVisitor14<Void, Void> {

        private final Set<TypeElement> types = new LinkedHashSet<>();

        void all(ExecutableElement method) {
            method.getParameters().stream().map(VariableElement::asType).forEach(this::visit);
            visit(method.getReturnType());
            method.getThrownTypes().forEach(this::visit);
            for (TypeParameterElement variable : method.getTypeParameters()) {
                variable.getBounds().forEach(this::visit);
            }
        }

        @Override
        public Void visitDeclared(DeclaredType type, Void nothing) {
            types.add((TypeElement) type.asElement());
            type.getTypeArguments().forEach(this::visit);
            return null;
        }

        @Override
        public Void visitArray(ArrayType type, Void nothing) {
            return visit(type.getComponentType());
        }

        @Override
        public Void visitWildcard(WildcardType type, Void nothing) {
            for (TypeMirror bound : new TypeMirror[] {type.getExtendsBound(), type.getSuperBound()}) {
                if (bound != null) {
                    visit(bound);
                }
            }
            return null;
        }
    }
}
