package dev.flyball.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method on its way to a plan: the nearest annotation of each policy that governs it. */
record Draft(DeclaredMethod method, Map<PolicyKind, Found> found) {

    /** The annotation nearest to the body, where problems of the method as a whole are shown. */
    Found nearest() {
        return found.values().stream()
                .min(java.util.Comparator.comparing(Found::level))
                .orElseThrow();
    }

    /** The annotations that name a fallback, of the nearest level that does; empty if none does. */
    List<Found> fallbacks() {
        Optional<Found.Level> level = found.values().stream()
                .filter(f -> !f.text("fallback").isEmpty())
                .map(Found::level)
                .min(java.util.Comparator.naturalOrder());
        return found.values().stream()
                .filter(f -> !f.text("fallback").isEmpty() && level.equals(Optional.of(f.level())))
                .toList();
    }
}
