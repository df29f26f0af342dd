package dev.flyball.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One name, two sets of numbers: there is one instance, and it can only have one of them. */
final class Redefinitions {

    private Redefinitions() {}

    static void check(Collection<Draft> drafts, Map<DeclaredMethod, Reading.Governed> plans, Report report) {
        Map<String, PolicyPlan> policies = new HashMap<>();
        Map<String, DeclaredMethod> methods = new HashMap<>();
        for (Draft draft : drafts) {
            Reading.Governed governed = plans.get(draft.method());
            for (PolicyPlan policy :
                    governed == null ? List.<PolicyPlan>of() : governed.plan().policies()) {
                String id = policy.kind().key() + " " + policy.name();
                PolicyPlan earlier = policies.putIfAbsent(id, policy);
                DeclaredMethod method = methods.putIfAbsent(id, draft.method());
                if (earlier != null && method != null && !earlier.equals(policy)) {
                    warn(draft, earlier, policy, method, report);
                }
            }
        }
    }

    private static void warn(Draft draft, PolicyPlan earlier, PolicyPlan policy, DeclaredMethod first, Report report) {
        Found found = draft.found().get(policy.kind());
        if (found != null) {
            report.warn(
                    draft.method(),
                    "name-redefined",
                    found.where("name"),
                    found.who() + ": \"" + policy.name() + "\" is also the instance of " + Spelling.signature(first)
                            + ", with other numbers (" + differences(earlier, policy)
                            + "); there is one instance, and the method linked first decides.",
                    "give both the same numbers, or different names");
        }
    }

    private static String differences(PolicyPlan before, PolicyPlan after) {
        List<String> differences = before.attributes().keySet().stream()
                .filter(name -> !before.attribute(name).equals(after.attribute(name)))
                .map(name -> name + " " + before.attribute(name) + " and " + after.attribute(name))
                .toList();
        return String.join(", ", differences);
    }
}
