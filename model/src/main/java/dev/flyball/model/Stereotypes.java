package dev.flyball.model;

import java.util.List;
import java.util.Map;

/** Two annotations at the same distance from a body that both bring one policy. */
final class Stereotypes {

    private Stereotypes() {}

    static void check(DeclaredMethod method, List<Found> all, Map<PolicyKind, Found> nearest, Report report) {
        for (Found found : all) {
            Found chosen = nearest.get(found.kind());
            boolean clash = chosen != null
                    && chosen.level() == found.level()
                    && chosen.from() == found.from()
                    && !chosen.annotation().values().equals(found.annotation().values());
            if (clash) {
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
