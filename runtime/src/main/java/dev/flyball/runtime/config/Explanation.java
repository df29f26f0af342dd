package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import dev.flyball.model.PlanWords;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The configuration in words: for each policy its values, and where each stands. */
final class Explanation {

    private final ConfigView view;
    private final List<MethodPlan> plans;

    Explanation(ConfigView view, Collection<MethodPlan> plans) {
        this.view = view;
        this.plans = plans.stream()
                .sorted(Comparator.comparing(MethodNames::of).thenComparing(MethodPlan::descriptor))
                .toList();
    }

    /** Everything about an instance or method of that name; about everything where the name is empty. */
    String of(String name) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (MethodPlan plan : plans) {
            Planned planned = view.plan(plan);
            String method = MethodNames.of(plan);
            names.add(method);
            boolean whole = name.isEmpty() || name.equals(method);
            List<PlannedPolicy> shown = planned.policies().stream()
                    .peek(policy -> names.add(policy.name()))
                    .filter(policy -> whole || policy.name().equals(name))
                    .toList();
            if (!shown.isEmpty()) {
                method(planned, shown, lines);
            }
        }
        settings(name, lines);
        if (lines.isEmpty() && !name.isEmpty()) {
            lines.add("[unknown-name] nothing governed is called " + name + ". Fix: " + Words.remedy(name, names));
        }
        unknownNames().forEach(line -> lines.add("unknown: " + line));
        view.problems().forEach(problem -> lines.add("problem: " + problem.text()));
        return String.join("\n", lines) + "\n";
    }

    /** Keys that belong to no policy: those that begin so or have that name; where it is empty, what configuration says. */
    private void settings(String name, List<String> lines) {
        List<String> firsts = new ArrayList<>();
        List<Sourced> values = new ArrayList<>();
        List<Key.Plain> keys = new ArrayList<>();
        view.settled().all().forEach((key, value) -> {
            String text = key.line().key(key.name());
            boolean meant = name.isEmpty()
                    ? value.origin().layer().isConfiguration()
                    : key.name().equals(name) || text.equals(name) || text.startsWith(name + ".");
            if (meant) {
                firsts.add(key.text() + "=" + SettingValues.shown(key.text(), value.value()) + " <- " + value.origin());
                values.add(value);
                keys.add(key);
            }
        });
        int width = firsts.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < firsts.size(); i++) {
            Sourced over = values.get(i).over();
            String first = firsts.get(i);
            lines.add(
                    over == null
                            ? first
                            : first + " ".repeat(width - first.length()) + "  over "
                                    + SettingValues.shown(keys.get(i).text(), over.value()) + " " + over.origin());
        }
    }

    private void method(Planned planned, List<PlannedPolicy> policies, List<String> lines) {
        for (PlannedPolicy policy : policies) {
            lines.add(policy.name() + "  " + policy.declared().kind().key() + "  " + signature(planned.declared()));
            if (!view.enabled()) {
                lines.add("  off <- flyball.enabled=" + view.common(SettingTable.ENABLED));
            } else if (!policy.on()) {
                lines.add("  off <- enabled=" + policy.enabled());
            }
            lines.addAll(values(policy));
        }
        lines.add("  plan: " + PlanText.write(planned.effective()));
        lines.add("  order: " + gates(planned) + " <- "
                + (planned.order() == null ? "default" : planned.order().origin()));
        planned.effective().policies().stream()
                .filter(policy -> policy.kind() == PolicyKind.DEGRADABLE)
                .forEach(policy -> lines.add("  degradable: " + PlanWords.of(policy)));
        planned.problems().forEach(problem -> lines.add("  problem: " + problem.text()));
        planned.warnings().forEach(warning -> lines.add("  warning: " + warning));
    }

    private static List<String> values(PlannedPolicy policy) {
        List<String> firsts = new ArrayList<>();
        List<Sourced> values = new ArrayList<>();
        policy.attributes().forEach((name, value) -> {
            if (!name.equals("name")) {
                firsts.add("  " + Words.kebab(name) + "=" + quoted(value.value()) + " <- " + value.origin());
                values.add(value);
            }
        });
        int width = firsts.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            Sourced over = values.get(i).over();
            boolean configured = values.get(i).origin().layer().isConfiguration();
            lines.add(
                    over == null || !configured
                            ? firsts.get(i)
                            : firsts.get(i) + " ".repeat(width - firsts.get(i).length()) + "  over "
                                    + quoted(over.value())
                                    + " " + over.origin());
        }
        return lines;
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }

    private static String gates(Planned planned) {
        List<String> words = new ArrayList<>();
        if (planned.effective().hasFallback()) {
            words.add("fallback");
        }
        planned.effective().policies().forEach(policy -> words.add(policy.kind().key()));
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    /** {@code Payments.pay(Order)} */
    private static String signature(MethodPlan plan) {
        String owner = plan.owner().substring(plan.owner().lastIndexOf('.') + 1).replace('$', '.');
        return owner + "." + plan.name() + Descriptors.parameters(plan.descriptor());
    }

    /** The keys whose instance no plan has, each with what may have been meant. */
    List<String> unknownNames() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : view.known()) {
            if (setting.key() instanceof Key.Instance key && !key.shared()) {
                Set<String> names = names(key.kind());
                if (!names.contains(key.name())) {
                    lines.add(unknown(setting, key.name(), names));
                }
            } else if (setting.key() instanceof Key.Plain key) {
                List<String> names = SettingTable.knownNames(key.line());
                boolean closed = key.line().section().equals("alerts"); // no other rule is asked for by name
                boolean near = Words.meant(key.name(), names).isPresent();
                if (key.line().named() && !names.contains(key.name()) && (closed || near)) {
                    lines.add(unknown(setting, key.name(), names));
                }
            } else if (setting.key() instanceof Key.Order order) {
                Set<String> methods = new TreeSet<>();
                plans.forEach(plan -> methods.add(MethodNames.of(plan)));
                if (!methods.contains(order.method())) {
                    lines.add(unknown(setting, order.method(), methods));
                }
            }
        }
        Set<String> variables = variables();
        for (String variable : view.unclaimed()) {
            lines.add(variable + " (environment)." + question(variable, variables));
        }
        return lines;
    }

    /** The variables that the plans there are could have. */
    private Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        for (MethodPlan plan : plans) {
            variables.add(Words.variable(new Key.Order(MethodNames.of(plan)).text()));
            plan.policies()
                    .forEach(policy -> KeyReader.attributes(Vocabulary.policy(policy.kind()))
                            .forEach(attribute -> variables.add(Words.variable(
                                    new Key.Instance(policy.kind(), policy.attribute("name"), attribute).text()))));
        }
        return variables;
    }

    private static String unknown(Setting setting, String name, Collection<String> known) {
        return setting.key().text() + " (" + setting.origin() + ")." + question(name, known);
    }

    private static String question(String written, Collection<String> known) {
        return Words.meant(written, known)
                .map(word -> " Did you mean " + word + "?")
                .orElse("");
    }

    private Set<String> names(PolicyKind kind) {
        Set<String> names = new TreeSet<>();
        plans.forEach(plan -> plan.policies().stream()
                .filter(policy -> policy.kind() == kind)
                .forEach(policy -> names.add(policy.attribute("name"))));
        return names;
    }
}
