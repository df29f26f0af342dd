package dev.flyball.model;

import java.util.List;

/** What the numbers of one rate limit must not say together. */
final class RateRules {

    /** The room of a rate limit's clock word, in nanoseconds: 2^62 sixteenths. */
    private static final double LONGEST_BURST = 0x1p58;

    private RateRules() {}

    static void check(PolicyPlan plan, List<Finding> findings) {
        int permits = plan.count("permits");
        int burst = plan.count("burst");
        int least = plan.count("minPermits");
        boolean bucket = plan.text("algorithm").equals("TOKEN_BUCKET");
        if (bucket && burst > 0 && burst < permits && plan.duration("warmUp") == 0) {
            findings.add(Finding.warning(
                    "burst-below-rate",
                    "burst",
                    "burst = " + burst + " is below permits = " + permits + ": after a quiet time only " + burst
                            + " calls pass at once, the others evenly spread over " + plan.text("per"),
                    "leave burst out, which means " + permits + ", or keep it if calls must be spread"));
        }
        rateOnly(plan, bucket, findings);
        if (!bucket && burst > 0) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "burst",
                    "burst = " + burst + " with algorithm = " + plan.text("algorithm")
                            + ": a window lets all its permits through at once, and saves none",
                    "drop burst, or choose TOKEN_BUCKET"));
        }
        if (tooLong(Math.max(burst, 1), plan.duration("per"), permits)) {
            findings.add(Finding.error(
                    "out-of-range",
                    "burst",
                    "burst = " + burst + " takes " + years(plan, burst) + " years to gather at " + permits + " per "
                            + plan.text("per"),
                    "choose a burst that gathers within 9 years"));
        }
        if (least > permits) {
            findings.add(Finding.error(
                    "min-above-max",
                    "minPermits",
                    "minPermits = " + least + " is above permits = " + permits,
                    "choose minPermits from 1 to " + permits));
        }
    }

    /** What belongs to one algorithm says nothing with another. */
    private static void rateOnly(PolicyPlan plan, boolean bucket, List<Finding> findings) {
        if (!plan.text("algorithm").equals("ADAPTIVE_WINDOW")) {
            for (String attribute : List.of("minPermits", "targetLatency", "overloadOn")) {
                if (plan.explicit().contains(attribute)) {
                    findings.add(ofAnother(plan, attribute, "only ADAPTIVE_WINDOW moves its limit", "ADAPTIVE_WINDOW"));
                }
            }
        }
        boolean warmUp = plan.duration("warmUp") > 0;
        if (warmUp && !bucket) {
            findings.add(ofAnother(plan, "warmUp", "only TOKEN_BUCKET warms up", "TOKEN_BUCKET"));
        }
        if (plan.isSet("also") && (!bucket || warmUp)) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "also",
                    "also = " + plan.text("also") + " with "
                            + (bucket ? "warmUp = " + plan.text("warmUp") : "algorithm = " + plan.text("algorithm"))
                            + ": only a TOKEN_BUCKET without warmUp has several bandwidths",
                    "drop also, or " + (bucket ? "warmUp" : "choose TOKEN_BUCKET")));
        }
        if (bucket && warmUp && plan.count("burst") > 1) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "burst",
                    "burst = " + plan.text("burst") + " with warmUp = " + plan.text("warmUp")
                            + ": a limit that warms up lets calls through one by one",
                    "drop burst, or warmUp"));
        }
    }

    private static Finding ofAnother(PolicyPlan plan, String attribute, String why, String algorithm) {
        return Finding.error(
                "conflicting-attributes",
                attribute,
                attribute + " = " + plan.text(attribute) + " with algorithm = " + plan.text("algorithm") + ": " + why,
                "drop " + attribute + ", or choose " + algorithm);
    }

    /** Whether a burst takes longer to gather than a limit can reckon with. */
    static boolean tooLong(int burst, long per, int permits) {
        return (double) burst * per / permits > LONGEST_BURST;
    }

    private static long years(PolicyPlan plan, int burst) {
        return Math.round((double) burst * plan.duration("per") / plan.count("permits") / (365.25 * 86_400e9));
    }
}
