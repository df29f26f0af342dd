package dev.flyball.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import dev.flyball.processor.read.SourceNames;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * The annotations that a wrapper repeats: nullness, {@code @Deprecated}, injection points and their qualifiers, and what
 * the user lists. Stereotypes are not repeated: a container would find two beans.
 */
final class CopiedAnnotations {

    private static final Set<String> NULLNESS = Set.of(
            "CheckForNull",
            "NonNull",
            "Nonnull",
            "NotNull",
            "NullMarked",
            "NullUnmarked",
            "Nullable",
            "ParametersAreNonnullByDefault");
    private static final Set<String> INJECTION = Set.of(
            "jakarta.inject.Inject",
            "javax.inject.Inject",
            "com.google.inject.Inject",
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value");
    private static final Set<String> QUALIFIER = Set.of(
            "jakarta.inject.Qualifier",
            "javax.inject.Qualifier",
            "com.google.inject.BindingAnnotation",
            "org.springframework.beans.factory.annotation.Qualifier");

    private final SourceNames names;
    private final Set<String> listed;

    CopiedAnnotations(SourceNames names, Set<String> listed) {
        this.names = names;
        this.listed = listed;
    }

    /** Those of a type: a qualifier there makes a second bean of that kind, so none is repeated. */
    List<AnnotationSpec> onType(TypeElement type) {
        return specs(type.getAnnotationMirrors().stream()
                .filter(mirror -> isNullness(mirror) || isDeprecated(mirror) || isListed(mirror)));
    }

    /** Those of a method, constructor or parameter that are not part of a type. */
    List<AnnotationSpec> onMember(Element element) {
        return specs(element.getAnnotationMirrors().stream()
                .filter(mirror -> !isTypeUse(mirror))
                .filter(mirror -> isNullness(mirror)
                        || isDeprecated(mirror)
                        || isListed(mirror)
                        || INJECTION.contains(name(mirror))
                        || isQualifier(mirror)));
    }

    /** The nullness of a type where it is used. */
    List<AnnotationSpec> onUse(TypeMirror type) {
        return specs(type.getAnnotationMirrors().stream().filter(mirror -> isNullness(mirror) || isListed(mirror)));
    }

    private static List<AnnotationSpec> specs(Stream<? extends AnnotationMirror> mirrors) {
        return mirrors.map(AnnotationSpec::get).toList();
    }

    private String name(AnnotationMirror mirror) {
        return names.erased(mirror.getAnnotationType());
    }

    private boolean isNullness(AnnotationMirror mirror) {
        return NULLNESS.contains(
                mirror.getAnnotationType().asElement().getSimpleName().toString());
    }

    private boolean isDeprecated(AnnotationMirror mirror) {
        return name(mirror).equals("java.lang.Deprecated");
    }

    private boolean isListed(AnnotationMirror mirror) {
        return listed.contains(name(mirror).replace('$', '.'));
    }

    private boolean isQualifier(AnnotationMirror mirror) {
        return QUALIFIER.contains(name(mirror))
                || mirror.getAnnotationType().asElement().getAnnotationMirrors().stream()
                        .anyMatch(meta -> QUALIFIER.contains(name(meta)));
    }

    /** The compiler shows such an annotation twice, on the member and on its type; one text must stay one. */
    private static boolean isTypeUse(AnnotationMirror mirror) {
        Target target = mirror.getAnnotationType().asElement().getAnnotation(Target.class);
        return target != null && Set.of(target.value()).contains(ElementType.TYPE_USE);
    }
}
