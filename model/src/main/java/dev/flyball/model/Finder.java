package dev.flyball.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policy annotations that govern a method. Of each policy the nearest annotation counts, whole: one on the
 * method, one carried by a stereotype on the method, one on the type, one carried by a stereotype there, one on an
 * interface method that the body implements (the nearest interface first), one carried by a stereotype there.
 */
final class Finder {

    private static final Map<String, PolicyKind> KINDS = new java.util.HashMap<>();

    static {
        for (PolicyKind kind : PolicyKind.values()) {
            KINDS.put(kind.annotation(), kind);
        }
    }

    /** The container that javac wraps several {@code @RateLimited} in. */
    static final String SEVERAL_RATES = PolicyKind.RATE_LIMITED.annotation() + "$All";

    static final String KEY = "dev.flyball.annotation.Key";
    static final String UNGOVERNED = "dev.flyball.annotation.Ungoverned";

    private Finder() {}

    /** Whether one of these annotations is of that type. */
    static boolean has(List<DeclaredAnnotation> annotations, String type) {
        return annotations.stream().anyMatch(annotation -> annotation.type().equals(type));
    }

    /** The policies written on a type, directly or by stereotype. */
    static List<Found> onType(DeclaredType type) {
        List<Found> found = new ArrayList<>();
        for (DeclaredAnnotation written : type.annotations()) {
            collect(written, written, Found.Level.TYPE, type.name(), null, null, new HashSet<>(), found);
        }
        return found;
    }

    /** The policies written on a method. */
    static List<Found> onMethod(String type, DeclaredMethod method) {
        List<Found> found = new ArrayList<>();
        for (DeclaredAnnotation written : method.annotations()) {
            collect(written, written, Found.Level.METHOD, type, method, null, new HashSet<>(), found);
        }
        return found;
    }

    /** The policies that a body inherits from the interface methods it implements, nearest first. */
    static List<Found> fromInterfaces(String type, DeclaredMethod method) {
        List<Found> found = new ArrayList<>();
        for (DeclaredMethod from : method.implemented()) {
            for (DeclaredAnnotation written : from.annotations()) {
                collect(written, written, Found.Level.INTERFACE, type, method, from, new HashSet<>(), found);
            }
        }
        return found;
    }

    /** The nearest of each policy; of equals, the first. */
    static Map<PolicyKind, Found> nearest(List<Found> all) {
        Map<PolicyKind, Found> nearest = new EnumMap<>(PolicyKind.class);
        for (Found found : all) {
            nearest.merge(found.kind(), found, (a, b) -> b.level().compareTo(a.level()) < 0 ? b : a);
        }
        return nearest;
    }

    private static void collect(
            DeclaredAnnotation annotation,
            DeclaredAnnotation written,
            Found.Level level,
            String type,
            @Nullable DeclaredMethod method,
            @Nullable DeclaredMethod from,
            Set<String> seen,
            List<Found> found) {
        PolicyKind kind =
                annotation.type().equals(SEVERAL_RATES) ? PolicyKind.RATE_LIMITED : KINDS.get(annotation.type());
        if (kind != null) {
            Found.Level place = annotation.equals(written) ? level : level.carried();
            boolean several = annotation.type().equals(SEVERAL_RATES);
            DeclaredAnnotation one = several ? RateRepeats.merged(annotation) : annotation;
            found.add(new Found(kind, one, written, place, type, method, from));
            return;
        }
        if (seen.add(annotation.type())) {
            for (DeclaredAnnotation carried : annotation.meta()) {
                collect(carried, written, level, type, method, from, seen, found);
            }
        }
    }
}
