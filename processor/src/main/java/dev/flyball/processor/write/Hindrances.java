package dev.flyball.processor.write;

import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.Problem;
import dev.flyball.model.Problem.Severity;
import dev.flyball.model.Problem.Where;
import dev.flyball.processor.read.Mentions;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Why a wrapper cannot govern what the annotations say: every such sentence, and the way out. */
final class Hindrances {

    private static final String AGENT = ", or compile with -Aflyball.wrappers=none and govern it by the agent";

    private final SourceType source;
    private final SourceNames names;
    private final Mentions mentions;
    private final List<Problem> all = new ArrayList<>();

    Hindrances(SourceType source, SourceNames names, Mentions mentions) {
        this.source = source;
        this.names = names;
        this.mentions = mentions;
    }

    List<Problem> all() {
        return List.copyOf(all);
    }

    void finalMethod(ExecutableElement method) {
        method("final-method", method, label(method) + " is final; a wrapper cannot override it.", "drop final");
    }

    void privateMethod(ExecutableElement method) {
        method(
                "private-method",
                method,
                label(method) + " is private; a wrapper cannot override it.",
                "make it visible in its package");
    }

    void privateSignature(ExecutableElement method, Element hidden) {
        method(
                "private-method",
                method,
                label(method) + " names the private type " + hidden.getSimpleName() + "; a wrapper cannot override it.",
                "make that type visible in its package");
    }

    void staticMethod(ExecutableElement method) {
        method(
                "static-method",
                method,
                label(method) + " is static; a wrapper cannot override it.",
                "make it an instance method");
    }

    void finalType(ExecutableElement method, List<TypeElement> interfaces) {
        TypeElement type = source.element();
        String open = interfaces.isEmpty()
                ? "let it implement an interface with " + label(method)
                : "declare " + label(method) + " in "
                        + interfaces.stream().map(Labels::of).collect(Collectors.joining(" or "));
        String kind = switch (type.getKind()) {
            case RECORD -> "a record";
            case ENUM -> "an enum";
            default -> "final";
        };
        type(
                "final-type",
                Severity.ERROR,
                Labels.of(type) + " is " + kind + " and " + label(method)
                        + " implements no interface method; a wrapper can neither extend nor stand before it.",
                (kind.equals("final") ? "drop final (Kotlin: open), " : "") + open + AGENT);
    }

    void sealedType() {
        type(
                "sealed-type",
                Severity.ERROR,
                Labels.of(source.element()) + " is sealed; a wrapper may not extend it.",
                "drop sealed" + AGENT);
    }

    void innerType() {
        type(
                "inner-type",
                Severity.ERROR,
                Labels.of(source.element()) + " is an inner class; a wrapper has no outer object to give it.",
                "make it static" + AGENT);
    }

    void hiddenType(TypeElement hidden) {
        type(
                "inner-type",
                Severity.ERROR,
                Labels.of(hidden) + " is private; a wrapper beside it cannot name it.",
                "make it visible in its package" + AGENT);
    }

    void noVisibleConstructor() {
        type(
                "no-visible-constructor",
                Severity.ERROR,
                "Every constructor of " + Labels.of(source.element()) + " is private; a wrapper cannot extend it.",
                "make one visible in its package" + AGENT);
    }

    void abstractType() {
        type(
                "abstract-type",
                Severity.WARNING,
                Labels.of(source.element()) + " is abstract; no wrapper is written for it.",
                "annotate the classes that extend it" + AGENT);
    }

    void noRuntime() {
        type(
                "no-runtime",
                Severity.ERROR,
                "The wrapper of " + Labels.of(source.element()) + " needs flyball-runtime, which is not in sight.",
                "add dev.flyball:flyball-runtime to the class path, or require dev.flyball.runtime" + AGENT);
    }

    void nameTaken(String wrapper) {
        type(
                "wrapper-name-taken",
                Severity.ERROR,
                "The wrapper of " + Labels.of(source.element()) + " would be called " + wrapper + ", which exists.",
                "rename one of them" + AGENT);
    }

    void importClash(TypeElement used, TypeElement nested) {
        type(
                "import-clash",
                Severity.ERROR,
                "In a wrapper of " + Labels.of(source.element()) + " the name " + used.getSimpleName() + " means "
                        + nested.getQualifiedName() + ", but its methods need " + used.getQualifiedName() + ".",
                "rename one of them" + AGENT);
    }

    void overrideUngoverned(ExecutableElement method, ExecutableElement governed) {
        all.add(new Problem(
                "override-ungoverned",
                Severity.WARNING,
                label(method) + " overrides " + Labels.of(SourceNames.owner(governed)) + "." + label(governed)
                        + ", which is governed, and is not governed itself.",
                "repeat its annotations, or mark it @Ungoverned",
                where(method, null, null)));
    }

    void bindingNotInherited(ExecutableElement method, String annotation) {
        all.add(new Problem(
                "binding-not-inherited",
                Severity.WARNING,
                label(method) + " has @" + annotation + ", which an overriding method does not inherit.",
                "compile with -Aflyball.copyAnnotations=" + annotation,
                where(method, null, null)));
    }

    void fallbackPrivate(ExecutableElement method, ExecutableElement fallback) {
        fallback(
                "fallback-private",
                method,
                label(fallback) + " is private; a wrapper cannot call it.",
                "make it visible in its package" + AGENT);
    }

    void fallbackReturn(ExecutableElement method, ExecutableElement fallback) {
        fallback(
                "fallback-return",
                method,
                label(fallback) + " returns another type than " + label(method) + ", as their type arguments differ.",
                "return the same type");
    }

    private void fallback(String tag, ExecutableElement method, String sentence, String fix) {
        String annotation = writing(method, "fallback");
        all.add(new Problem(tag, Severity.ERROR, sentence, fix, where(method, annotation, "fallback")));
    }

    private void method(String tag, ExecutableElement method, String sentence, String fix) {
        String annotation = mentions.first(method)
                .map(mirror -> names.erased(mirror.getAnnotationType()))
                .orElse(null);
        all.add(new Problem(tag, Severity.ERROR, sentence, fix + AGENT, where(method, annotation, null)));
    }

    private void type(String tag, Severity severity, String sentence, String fix) {
        Where where = new Where(names.binary(source.element()), null, -1, null, null);
        all.add(new Problem(tag, severity, sentence, fix, where));
    }

    private Where where(ExecutableElement method, @Nullable String annotation, @Nullable String attribute) {
        return new Where(names.binary(source.element()), declared(method), -1, annotation, attribute);
    }

    private @Nullable DeclaredMethod declared(ExecutableElement method) {
        for (DeclaredMethod candidate : source.declared().methods()) {
            if (method.equals(source.element(candidate))) {
                return candidate;
            }
        }
        return null;
    }

    /** The annotation on the method, else on its class, that writes the attribute. */
    private @Nullable String writing(ExecutableElement method, String attribute) {
        for (Element element : List.of(method, source.element())) {
            for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
                boolean writes = mirror.getElementValues().keySet().stream()
                        .anyMatch(member -> member.getSimpleName().contentEquals(attribute));
                if (writes && names.erased(mirror.getAnnotationType()).startsWith("dev.flyball.annotation.")) {
                    return names.erased(mirror.getAnnotationType());
                }
            }
        }
        return null;
    }

    private String label(ExecutableElement method) {
        return Labels.of(method, names);
    }
}
