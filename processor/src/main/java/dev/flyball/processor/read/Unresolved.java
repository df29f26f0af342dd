package dev.flyball.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Finds a name in a type's declaration that does not exist yet; another processor may write it in this round. */
public final class Unresolved {

    /** The first such name in the super types, signatures and annotations of the type. */
    public Optional<String> in(TypeElement type) {
        Search search = new Search();
        try {
            search.type(type);
            return Optional.empty();
        } catch (Found found) {
            return Optional.of(found.name);
        }
    }

    /** Carries the first finding out of the walk. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String name;

        Found(String name) {
            super(name, null, false, false);
            this.name = name;
        }
    }

    private static final class Search extends SimpleTypeVisitor14<Void, Void> {

        private final Set<Element> variables = new HashSet<>();

        private void type(TypeElement type) {
            annotations(type);
            visit(type.getSuperclass());
            type.getInterfaces().forEach(this::visit);
            parameters(type.getTypeParameters());
            ElementFilter.methodsIn(type.getEnclosedElements()).forEach(this::executable);
            ElementFilter.constructorsIn(type.getEnclosedElements()).forEach(this::executable);
        }

        private void executable(ExecutableElement method) {
            annotations(method);
            parameters(method.getTypeParameters());
            visit(method.getReturnType());
            method.getThrownTypes().forEach(this::visit);
            method.getParameters().forEach(parameter -> {
                annotations(parameter);
                visit(parameter.asType());
            });
        }

        private void parameters(List<? extends TypeParameterElement> parameters) {
            parameters.forEach(parameter -> parameter.getBounds().forEach(this::visit));
        }

        private void annotations(Element element) {
            element.getAnnotationMirrors().forEach(this::annotation);
        }

        private void annotation(AnnotationMirror mirror) {
            visit(mirror.getAnnotationType());
            mirror.getElementValues().values().forEach(value -> value.accept(new Values(), null));
        }

        @Override
        public Void visitError(ErrorType type, Void nothing) {
            throw new Found(type.asElement().getSimpleName().toString());
        }

        @Override
        public Void visitDeclared(DeclaredType type, Void nothing) {
            type.getTypeArguments().forEach(this::visit);
            return null;
        }

        @Override
        public Void visitArray(ArrayType type, Void nothing) {
            return visit(type.getComponentType());
        }

        @Override
        public Void visitWildcard(WildcardType type, Void nothing) {
            if (type.getExtendsBound() != null) {
                visit(type.getExtendsBound());
            }
            if (type.getSuperBound() != null) {
                visit(type.getSuperBound());
            }
            return null;
        }

        @Override
        public Void visitTypeVariable(TypeVariable type, Void nothing) {
            return variables.add(type.asElement()) ? visit(type.getUpperBound()) : null;
        }

        @Override
        public Void visitIntersection(IntersectionType type, Void nothing) {
            type.getBounds().forEach(this::visit);
            return null;
        }

        /** javac shows a class literal that it cannot resolve as the string {@code <error>}. */
        private final class Values extends SimpleAnnotationValueVisitor14<Void, Void> {

            @Override
            public Void visitString(String value, Void nothing) {
                if (value.equals("<error>")) {
                    throw new Found("a value of an annotation");
                }
                return null;
            }

            @Override
            public Void visitType(TypeMirror type, Void nothing) {
                return Search.this.visit(type);
            }

            @Override
            public Void visitAnnotation(AnnotationMirror nested, Void nothing) {
                annotation(nested);
                return null;
            }

            @Override
            public Void visitArray(List<? extends AnnotationValue> values, Void nothing) {
                values.forEach(value -> value.accept(this, null));
                return null;
            }
        }
    }
}
