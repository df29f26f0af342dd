package dev.flyball.runtime.config;

import dev.flyball.model.Finding;
import dev.flyball.model.PolicyPlan;
import dev.flyball.model.PolicyRules;
import dev.flyball.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds configured values to the rules between attributes of one policy. A value that breaks one is given up for the next
 * candidate: the one the rule names, or another if giving that one up mends it. The declared plan alone breaks no rule,
 * so this ends.
 */
final class Contradictions {

    private final PolicyPlan declared;
    private final boolean keyed;
    private final Map<String, Candidates> attributes;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Contradictions(PolicyPlan declared, boolean keyed, Map<String, Candidates> attributes) {
        this.declared = declared;
        this.keyed = keyed;
        this.attributes = attributes;
    }

    /**
     * Gives values up until no rule is broken; answers with a problem for each.
     *
     * @param keyed whether the method has a key
     */
    static List<ConfigProblem> settle(PolicyPlan declared, boolean keyed, Map<String, Candidates> attributes) {
        Contradictions contradictions = new Contradictions(declared, keyed, attributes);
        while (contradictions.settleOne()) {}
        return contradictions.problems;
    }

    private boolean settleOne() {
        Optional<Finding> broken = errors().stream().findFirst();
        Optional<String> culprit = broken.flatMap(this::culprit);
        culprit.ifPresent(attribute -> giveUp(attribute, broken.orElseThrow()));
        return culprit.isPresent();
    }

    private List<Finding> errors() {
        Map<String, String> values = new LinkedHashMap<>(declared.attributes());
        attributes.forEach(
                (name, candidates) -> values.replace(name, candidates.chosen().value()));
        return PolicyRules.check(new PolicyPlan(declared.kind(), values), keyed).stream()
                .filter(finding -> finding.severity() == Problem.Severity.ERROR)
                .toList();
    }

    private Optional<String> culprit(Finding broken) {
        List<String> configured = new ArrayList<>();
        attributes.forEach((name, candidates) -> {
            if (candidates.key() != null) {
                configured.add(name.equals(broken.attribute()) ? 0 : configured.size(), name);
            }
        });
        return configured.stream()
                .filter(name -> mends(name, broken))
                .findFirst()
                .or(() -> configured.stream().findFirst());
    }

    private boolean mends(String name, Finding broken) {
        Candidates candidates = attributes.get(name);
        if (candidates == null) {
            return false;
        }
        candidates.giveUp();
        boolean mended = errors().stream()
                .noneMatch(finding -> finding.tag().equals(broken.tag())
                        && finding.attribute().equals(broken.attribute()));
        candidates.restore();
        return mended;
    }

    private void giveUp(String name, Finding broken) {
        Candidates candidates = attributes.get(name);
        Key key = candidates == null ? null : candidates.key();
        if (candidates != null && key != null) {
            Sourced lost = candidates.chosen();
            candidates.giveUp();
            Sourced kept = candidates.chosen();
            problems.add(new ConfigProblem(
                    broken.tag(),
                    key.text(),
                    lost.value(),
                    lost.origin().place(),
                    "does not fit " + declared.attribute("name") + ": " + broken.sentence() + "; the next is "
                            + kept.value() + " (" + kept.origin() + ")",
                    broken.fix()));
        }
    }
}
