package dev.flyball.processor.report;

import dev.flyball.model.Problem;
import dev.flyball.processor.read.SourceNames;
import dev.flyball.processor.read.SourceType;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Prints problems, each once, as near to what is wrong as the compiler can point. */
public final class Reporter {

    private final Messager messager;
    private final Placement placement;
    private final SourceNames names;
    private final Set<String> printed = new HashSet<>();

    public Reporter(Messager messager, SourceNames names, Placement placement) {
        this.messager = messager;
        this.names = names;
        this.placement = placement;
    }

    /** Prints what the model found in a type. A suppressed warning is not printed. */
    public void report(Problem problem, SourceType type) {
        Place place = placement.of(problem.where(), type);
        if (problem.severity() == Problem.Severity.WARNING && Suppressions.cover(problem.tag(), place.element())) {
            return;
        }
        print(kind(problem), problem.text(), place);
    }

    /** Prints what hinders a wrapper. Any such problem may be suppressed: the plan is right, the agent can weave it. */
    public void hindrance(Problem problem, SourceType type) {
        Place place = placement.of(problem.where(), type);
        if (!Suppressions.cover(problem.tag(), place.element())) {
            print(kind(problem), problem.text(), place);
        }
    }

    /** Prints a problem of the compilation, or of a type of which nothing more is known. */
    public void report(Kind kind, String text, @Nullable Element element) {
        print(kind, text, element == null ? null : new Place(element, null, null, ""));
    }

    private static Kind kind(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR ? Kind.ERROR : Kind.WARNING;
    }

    private void print(Kind kind, String text, @Nullable Place place) {
        if (place == null) {
            if (printed.add(text)) {
                messager.printMessage(kind, text);
            }
            return;
        }
        String full = text + place.remark();
        if (!printed.add(full + '@' + place.key(names))) {
            return;
        }
        AnnotationMirror annotation = place.annotation();
        AnnotationValue value = place.value();
        if (annotation == null) {
            messager.printMessage(kind, full, place.element());
        } else if (value == null) {
            messager.printMessage(kind, full, place.element(), annotation);
        } else {
            messager.printMessage(kind, full, place.element(), annotation, value);
        }
    }
}
