package dev.flyball.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two annotations at the same distance from a body that both bring one policy. */
final class Stereotypes {

    private Stereotypes() {}

    static void check(DeclaredMethod method, List<Found> all, Map<PolicyKind, Found> nearest, Report report) {
        for (Found found : all) {
            Found chosen = nearest.get(found.kind());
            if (chosen != null
                    && chosen.level() == found.level()
                    && Objects.equals(chosen.from(), found.from())
                    && !chosen.annotation().values().equals(found.annotation().values())) {
                report.error(
                        method,
                        "conflicting-attributes",
                        found.where(null),
                        found.who() + ": @" + Spelling.simple(chosen.written().type()) + " brings another @"
                                + found.kind().simpleName() + ", and neither is nearer.",
                        "write @" + found.kind().simpleName() + " itself, which is stronger than both");
            }
        }
    }
}
