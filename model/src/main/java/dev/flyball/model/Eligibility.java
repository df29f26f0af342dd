package dev.flyball.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which methods an annotation governs. On a method: that body, whatever its access, static ones too. On a type: its
 * public instance methods declared there. On an interface method: the bodies that implement it. Never constructors,
 * {@code equals}, {@code hashCode}, {@code toString}, or what the compiler wrote; overriding a governed body inherits
 * nothing, as {@code super.m()} would pay twice.
 */
final class Eligibility {

    private final DeclaredType type;
    private final List<Found> onType;
    private final Report report;
    private final List<Reading.Declined> declined;

    Eligibility(DeclaredType type, List<Found> onType, Report report, List<Reading.Declined> declined) {
        this.type = type;
        this.onType = onType;
        this.report = report;
        this.declined = declined;
    }

    /** Whether a type's annotations govern that method. */
    static boolean byType(DeclaredMethod method, DeclaredType.Kind kind) {
        return Access.isPublic(method)
                && !Access.isStatic(method)
                && !Access.isSynthetic(method)
                && !Access.isConstructor(method)
                && !Access.isObjectMethod(method)
                && !Access.isNative(method)
                && (!Access.isAbstract(method) || kind == DeclaredType.Kind.INTERFACE);
    }

    /** The method with what governs it; empty if nothing does. */
    Optional<Draft> draft(DeclaredMethod method) {
        List<Found> own = Finder.onMethod(type.name(), method);
        markers(method);
        if (Access.isSynthetic(method)) {
            return own.isEmpty() ? Optional.empty() : decline(method, "the compiler wrote it");
        }
        List<Found> all = new ArrayList<>(own);
        if (byType(method, type.kind())) {
            all.addAll(onType);
        }
        if (!Access.isAbstract(method) && !Access.isObjectMethod(method)) {
            all.addAll(Finder.fromInterfaces(type.name(), method));
        }
        if (Finder.has(method.annotations(), Finder.UNGOVERNED)) {
            contradiction(method, own);
            return all.isEmpty() ? Optional.empty() : decline(method, "it is @Ungoverned");
        }
        if (all.isEmpty() || !governable(method, own)) {
            return Optional.empty();
        }
        Map<PolicyKind, Found> nearest = Finder.nearest(all);
        Stereotypes.check(method, all, nearest, report);
        return Optional.of(new Draft(method, nearest));
    }

    private void markers(DeclaredMethod method) {
        for (DeclaredAnnotation annotation : method.annotations()) {
            if (Vocabulary.MARKERS_NOT_BUILT.contains(annotation.type())) {
                report.error(
                        method,
                        "not-built-yet",
                        new Problem.Where(type.name(), method, -1, annotation.type(), null),
                        "@" + Spelling.simple(annotation.type()) + " on " + Spelling.method(method)
                                + ": this version of Flyball has no engine for it.",
                        "remove it");
            }
        }
    }

    private Optional<Draft> decline(DeclaredMethod method, String reason) {
        declined.add(new Reading.Declined(method, reason));
        return Optional.empty();
    }

    private void contradiction(DeclaredMethod method, List<Found> own) {
        for (Found found : own) {
            report.error(
                    method,
                    "incompatible-policies",
                    found.where(null),
                    found.who() + " meets @Ungoverned, which leaves the method out of every policy.",
                    "remove one of the two");
        }
    }

    /** Whether a method can be governed at all; reports why not where it was annotated itself. */
    private boolean governable(DeclaredMethod method, List<Found> own) {
        if (Access.isObjectMethod(method)) {
            own.forEach(found -> report.warn(
                    method,
                    "object-method",
                    found.where(null),
                    found.who() + " governs nothing: equals, hashCode and toString are never governed.",
                    "move it to the method that does the work"));
            own.stream().limit(1).forEach(found -> decline(method, "it is " + Spelling.signature(method)));
            return false;
        }
        if (Access.isAbstract(method) && type.kind() != DeclaredType.Kind.INTERFACE) {
            bodiless(method, own, "abstract-method", "abstract", "annotate the methods that implement it");
            return false;
        }
        if (Access.isNative(method)) {
            bodiless(method, own, "native-method", "native", "annotate a Java method that calls it");
            return false;
        }
        return true;
    }

    private void bodiless(DeclaredMethod method, List<Found> own, String tag, String reason, String fix) {
        for (Found found : own) {
            report.error(
                    method,
                    tag,
                    found.where(null),
                    found.who() + " governs nothing: the method is " + reason + " and has no Java body.",
                    fix);
        }
    }
}
