package dev.flyball.agent.cli;

import dev.flyball.agent.read.GovernedClass;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyOrder;
import dev.flyball.model.PolicyPlan;
import dev.flyball.model.Problem;
import dev.flyball.model.Reading;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code explain <jar|dir>...}: for every governed method its plan line and its gates, outermost first, each with the
 * reason for its place; then what is declined and why, and what is wrong. Exit code 1 if anything is an error.
 */
final class Explain {

    private static final String FALLBACK_REASON = "stands in for refusals and failures of everything inside";

    private final PrintStream out;
    private final PrintStream err;

    Explain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> places) throws IOException {
        if (places.isEmpty()) {
            err.println("[nothing-to-explain] explain needs a jar or a folder of classes: explain app.jar");
            return Commands.MISUSED;
        }
        Survey survey = Survey.of(places, err);
        survey.classes().forEach(this::print);
        survey.printSummary(out);
        return survey.problems(Problem.Severity.ERROR) > 0 ? 1 : 0;
    }

    private void print(GovernedClass type) {
        out.println(type.type().name());
        type.governed().forEach(governed -> print(governed.method(), governed.plan()));
        for (Reading.Governed contract : type.contracts()) {
            out.println("  " + signature(contract.method()) + ": has no body, governs those that implement it");
        }
        for (Reading.Declined declined : type.declined()) {
            out.println("  " + signature(declined.method()) + ": not governed, " + declined.reason());
        }
        for (Problem problem : type.problems()) {
            out.println("  " + problem.severity() + " " + problem.text());
        }
        out.println();
    }

    private void print(DeclaredMethod method, MethodPlan plan) {
        out.println("  " + signature(method));
        out.println("    " + PlanText.write(plan));
        int step = 1;
        if (plan.hasFallback()) {
            step = gate(step, "fallback " + plan.fallback(), FALLBACK_REASON);
        }
        for (PolicyPlan policy : plan.policies()) {
            step = gate(step, policy.kind().key() + " " + policy.attribute("name"), reason(policy.kind()));
        }
        out.println("    " + step + ". the body" + (plan.stage() ? ", settled when its stage completes" : ""));
    }

    private int gate(int step, String gate, String reason) {
        out.println("    " + step + ". " + gate + ": " + reason);
        return step + 1;
    }

    private static String reason(PolicyKind kind) {
        return PolicyOrder.rules().stream()
                .filter(rule -> rule.kind() == kind)
                .map(PolicyOrder.Rule::reason)
                .findFirst()
                .orElseThrow();
    }

    /** As a reader of the source knows it: {@code Receipt place(Order)}. */
    static String signature(DeclaredMethod method) {
        return method.parameters().stream()
                .map(parameter -> simple(parameter.type()))
                .collect(Collectors.joining(", ", simple(method.returnType()) + " " + method.name() + "(", ")"));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }
}
