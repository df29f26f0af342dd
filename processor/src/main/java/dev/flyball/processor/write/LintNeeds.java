package dev.flyball.processor.write;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.SimpleTypeVisitor14;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a wrapper must suppress to compile under {@code -Xlint:all -Werror}: what follows from its own shape, and what
 * the user had to suppress for the same signatures.
 */
final class LintNeeds {

    private static final Set<String> LINTS = Set.of(
            "auxiliaryclass",
            "deprecation",
            "exports",
            "overloads",
            "preview",
            "rawtypes",
            "removal",
            "serial",
            "static",
            "this-escape",
            "try",
            "unchecked",
            "varargs");

    private final Elements elements;
    private final Types types;
    private final Set<String> needed = new TreeSet<>();

    LintNeeds(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** The words found so far, in alphabetical order. */
    Set<String> words() {
        return needed;
    }

    /** The type that is extended or held. */
    void type(TypeElement type, Shape shape) {
        for (@Nullable Element next = type; next != null; next = next.getEnclosingElement()) {
            suppressed(next);
        }
        mention(type, elements.isDeprecated(type));
        if (!elements.getModuleOf(type).isUnnamed()) {
            needed.add("exports");
        }
        if (shape == Shape.SUBCLASS) {
            visit(type.getSuperclass());
            if (is(type, "java.io.Serializable")) {
                needed.add("serial");
            }
        }
        if (is(type, "java.lang.AutoCloseable")) {
            closes(type);
        }
    }

    /** javac warns of each class with a {@code close} that can be interrupted. */
    private void closes(TypeElement type) {
        TypeMirror interrupted =
                elements.getTypeElement("java.lang.InterruptedException").asType();
        for (ExecutableElement method : javax.lang.model.util.ElementFilter.methodsIn(elements.getAllMembers(type))) {
            if (method.getSimpleName().contentEquals("close")
                    && method.getParameters().isEmpty()
                    && method.getThrownTypes().stream().anyMatch(thrown -> types.isSubtype(interrupted, thrown))) {
                needed.add("try");
            }
        }
    }

    /** A method or constructor that is repeated and called. */
    void member(ExecutableElement member) {
        suppressed(member);
        called(member, member);
        member.getParameters().forEach(parameter -> visit(parameter.asType()));
        visit(member.getReturnType());
        member.getThrownTypes().forEach(this::visit);
        member.getTypeParameters().forEach(variable -> variable.getBounds().forEach(this::visit));
        if (member.isVarArgs() && !reifiable(last(member.getParameters()).asType())) {
            needed.add("unchecked");
        }
    }

    /** A method that is called by {@code caller}. A deprecated caller may call what is deprecated, unless for removal. */
    void called(ExecutableElement member, ExecutableElement caller) {
        mention(member, elements.isDeprecated(caller));
    }

    private static VariableElement last(List<? extends VariableElement> parameters) {
        return parameters.get(parameters.size() - 1);
    }

    private boolean is(TypeElement type, String above) {
        return types.isSubtype(
                types.erasure(type.asType()), elements.getTypeElement(above).asType());
    }

    private void suppressed(Element element) {
        SuppressWarnings suppress = element.getAnnotation(SuppressWarnings.class);
        if (suppress != null) {
            for (String word : suppress.value()) {
                if (LINTS.contains(word)) {
                    needed.add(word);
                }
            }
        }
    }

    private void mention(Element element, boolean fromDeprecated) {
        Deprecated deprecated = element.getAnnotation(Deprecated.class);
        if (deprecated != null && deprecated.forRemoval()) {
            needed.add("removal");
        } else if (deprecated != null && !fromDeprecated) {
            needed.add("deprecation");
        }
    }

    private boolean reifiable(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> reifiable(((ArrayType) type).getComponentType());
            case TYPEVAR -> false;
            case DECLARED ->
                ((DeclaredType) type)
                        .getTypeArguments().stream()
                                .allMatch(argument -> argument instanceof WildcardType wildcard
                                        && wildcard.getExtendsBound() == null
                                        && wildcard.getSuperBound() == null);
            default -> true;
        };
    }

    private void visit(TypeMirror type) {
        type.accept(new Signature(), null);
    }

    /** Finds raw and deprecated types. */
    private final class Signature extends SimpleTypeVisitor14<Void, Void> {

        @Override
        public Void visitDeclared(DeclaredType type, Void nothing) {
            TypeElement element = (TypeElement) type.asElement();
            mention(element, false);
            if (type.getTypeArguments().isEmpty()
                    && !element.getTypeParameters().isEmpty()) {
                needed.add("rawtypes");
                needed.add("unchecked");
            }
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
    }
}
