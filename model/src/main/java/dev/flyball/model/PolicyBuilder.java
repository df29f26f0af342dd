package dev.flyball.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an annotation into a {@link PolicyPlan}, or into the problems that prevent one. */
final class PolicyBuilder {

    private final Report report;

    PolicyBuilder(Report report) {
        this.report = report;
    }

    /** The policy for that method, its name given if it has none of its own; empty after an error. */
    Optional<PolicyPlan> build(Found found, DeclaredMethod method, String derivedName) {
        return build(found, method, derivedName, !KeyRule.indexes(method).isEmpty());
    }

    private Optional<PolicyPlan> build(Found found, DeclaredMethod method, String derivedName, boolean keyed) {
        PolicyEntry entry = Vocabulary.policy(found.kind());
        if (entry.notBuilt().isPresent()) {
            notBuilt(found, method, entry.notBuilt().get());
            return Optional.empty();
        }
        Map<String, String> values = values(found, method, entry);
        if (values == null) {
            return Optional.empty();
        }
        values.remove("fallback");
        values.computeIfPresent("name", (key, name) -> name.isEmpty() ? derivedName : name);
        PolicyPlan plan = new PolicyPlan(found.kind(), values);
        boolean sound = true;
        for (Finding finding : PolicyRules.check(plan, keyed)) {
            sound &= finding.severity() != Problem.Severity.ERROR;
            report.add(
                    method,
                    new Problem(
                            finding.tag(),
                            finding.severity(),
                            found.who() + ": " + finding.sentence() + ".",
                            finding.fix(),
                            found.where(finding.attribute())));
        }
        return sound ? Optional.of(plan) : Optional.empty();
    }

    /** Reports what is wrong with a type's annotation, even if it governs no method there. */
    void check(Found found) {
        DeclaredMethod none =
                new DeclaredMethod(found.type(), "", "", 0, List.of(), "void", List.of(), List.of(), List.of());
        build(found, none, "", true); // each method it governs is asked for its keys by itself
    }

    /** Every attribute in canonical text, the fallback too; null after an error. */
    private @Nullable Map<String, String> values(Found found, DeclaredMethod method, PolicyEntry entry) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean sound = known(found, method, entry);
        for (Attribute attribute : entry.attributes()) {
            Object written = found.annotation().values().get(attribute.name());
            Optional<String> value =
                    written == null ? standard(found, method, attribute) : canonical(found, method, attribute, written);
            sound &= value.isPresent();
            values.put(attribute.name(), value.orElse(""));
        }
        return sound ? values : null;
    }

    private boolean known(Found found, DeclaredMethod method, PolicyEntry entry) {
        List<String> unknown = found.annotation().values().keySet().stream()
                .filter(name -> entry.attribute(name).isEmpty())
                .toList();
        for (String name : unknown) {
            if (name.startsWith(RateRepeats.FURTHER)) {
                report.error(
                        method,
                        "conflicting-attributes",
                        found.where(null),
                        found.who() + ": " + name.substring(RateRepeats.FURTHER.length())
                                + " is said by a further @RateLimited, and the first says all but permits, per and burst.",
                        "move it to the first");
                continue;
            }
            report.error(
                    method,
                    "unknown-attribute",
                    found.where(name),
                    found.who() + ": this version of Flyball knows no attribute " + name + ".",
                    "use annotations and agent or processor of the same version");
        }
        return unknown.isEmpty();
    }

    private Optional<String> standard(Found found, DeclaredMethod method, Attribute attribute) {
        if (attribute.standard().isEmpty()) {
            report.error(
                    method,
                    "missing-attribute",
                    found.where(null),
                    found.who() + ": " + attribute.name() + " is missing.",
                    "set " + attribute.name());
        }
        return attribute.standard();
    }

    private Optional<String> canonical(Found found, DeclaredMethod method, Attribute attribute, Object written) {
        Parsed parsed = attribute.parse(Spelling.value(written));
        String shown = attribute.name() + " = " + Spelling.quoted(written);
        if (parsed instanceof Parsed.Wrong wrong) {
            report.error(
                    method,
                    wrong.tag(),
                    found.where(attribute.name()),
                    found.who() + ": " + shown + " " + wrong.complaint() + ".",
                    wrong.fix());
            return Optional.empty();
        }
        return Optional.of(((Parsed.Value) parsed).canonical());
    }

    private void notBuilt(Found found, DeclaredMethod method, String works) {
        report.error(
                method,
                "not-built-yet",
                found.where(null),
                found.who() + ": this version of Flyball has no engine for it.",
                "remove it; " + works);
    }
}
