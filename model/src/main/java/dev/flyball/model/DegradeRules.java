package dev.flyball.model;

import java.util.List;

/** What the numbers of one {@code @Degradable} must not say together. */
final class DegradeRules {

    private static final List<String> LEVELS = List.of("ELEVATED", "HIGH", "CRITICAL", "EMERGENCY");

    /** Where each level begins, of a pressure that ends at 1. */
    private static final List<Double> BOUNDS = List.of(0.65, 0.75, 0.85, 0.95);

    /** The pressure over which a ramp goes from nothing to everything. */
    private static final double RAMP = 0.10;

    private DegradeRules() {}

    static void check(PolicyPlan plan, List<Finding> findings) {
        if (plan.flag("ramp")) {
            ramp(plan, findings);
        } else {
            levels(plan, findings);
        }
    }

    /** The level from which calls degrade: the one named, one earlier for LOW and one later for CRITICAL. */
    static String effectiveLevel(PolicyPlan plan) {
        int at = LEVELS.indexOf(plan.text("at")) + shift(plan.text("priority"));
        return LEVELS.get(Math.max(0, Math.min(at, LEVELS.size() - 1)));
    }

    private static int shift(String priority) {
        return switch (priority) {
            case "LOW" -> -1;
            case "CRITICAL" -> 1;
            default -> 0;
        };
    }

    private static void levels(PolicyPlan plan, List<Finding> findings) {
        String at = plan.text("at");
        String priority = plan.text("priority");
        if (priority.equals("HIGH")) {
            findings.add(withoutEffect(
                    "priority = HIGH without ramp degrades as NORMAL does",
                    "choose CRITICAL, which degrades one level later, or add ramp = true"));
        } else if (shift(priority) != 0 && effectiveLevel(plan).equals(at)) {
            boolean first = priority.equals("LOW");
            findings.add(withoutEffect(
                    "priority = " + priority + " with at = " + at + ": there is no " + (first ? "earlier" : "later")
                            + " level",
                    "drop priority, or choose at = " + (first ? "HIGH" : "CRITICAL")));
        }
    }

    private static Finding withoutEffect(String sentence, String fix) {
        return Finding.warning("priority-without-effect", "priority", sentence, fix);
    }

    private static void ramp(PolicyPlan plan, List<Finding> findings) {
        double begins = BOUNDS.get(LEVELS.indexOf(plan.text("at"))) + delay(plan.text("priority"));
        double most = Math.pow(Math.max(0, Math.min((1 - begins) / RAMP, 1)), 3);
        if (most < 0.9995) {
            String share = most == 0 ? "no call ever degrades" : "at most " + percent(most) + " of calls degrade";
            findings.add(Finding.warning(
                    "ramp-cut-off",
                    "ramp",
                    "ramp = true with at = " + plan.text("at") + " and priority = " + plan.text("priority") + ": "
                            + share + ", as pressure ends before the ramp does",
                    "choose an earlier level, or drop ramp"));
        }
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    private static double delay(String priority) {
        return switch (priority) {
            case "LOW" -> -0.10;
            case "HIGH" -> 0.05;
            case "CRITICAL" -> 0.10;
            default -> 0;
        };
    }
}
