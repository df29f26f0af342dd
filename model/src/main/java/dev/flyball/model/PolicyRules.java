package dev.flyball.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the numbers of one policy must not say together. Each rule alone is in range; configuration is held to it too. */
public final class PolicyRules {

    private PolicyRules() {}

    /**
     * Everything doubtful about that policy; empty if nothing is.
     *
     * @param keyed whether the method has {@code @Key} parameters
     */
    public static List<Finding> check(PolicyPlan plan, boolean keyed) {
        List<Finding> findings = new ArrayList<>();
        switch (plan.kind()) {
            case RATE_LIMITED -> RateRules.check(plan, findings);
            case CIRCUIT_BREAKER -> breaker(plan, findings);
            case BULKHEAD -> bulkhead(plan, keyed, findings);
            case RETRY -> retry(plan, findings);
            case ADAPTIVE_CONCURRENCY -> adaptive(plan, findings);
            case DEGRADABLE -> DegradeRules.check(plan, findings);
            case SUPERVISED -> supervised(plan, findings);
            default -> {}
        }
        return findings;
    }

    private static void breaker(PolicyPlan plan, List<Finding> findings) {
        boolean slow = plan.isSet("slowCallDuration");
        if (!slow && plan.explicit().contains("slowCallRate")) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "slowCallRate",
                    "slowCallRate = " + plan.text("slowCallRate") + " without slowCallDuration: no call is slow",
                    "add slowCallDuration, such as \"2s\", or drop slowCallRate"));
        }
        if (plan.ratio("openForFactor") > 1 && plan.duration("openFor") > plan.duration("openForMax")) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "openFor",
                    "openFor = " + plan.text("openFor") + " is longer than openForMax = " + plan.text("openForMax"),
                    "shorten openFor, or raise openForMax"));
        }
        Optional<Integer> window = plan.windowCalls();
        boolean chosen = plan.explicit().contains("minimumCalls");
        if (chosen && window.isPresent() && plan.count("minimumCalls") > window.get()) {
            findings.add(Finding.warning(
                    "breaker-never-trips",
                    "minimumCalls",
                    "minimumCalls = " + plan.text("minimumCalls") + " cannot be reached in a window of " + window.get()
                            + " calls: the breaker judges from " + window.get() + " calls on",
                    "choose minimumCalls from 1 to " + window.get() + ", or a larger window"));
        }
        if (!slow && plan.classes("recordOn").isEmpty()) {
            findings.add(Finding.warning(
                    "breaker-never-trips",
                    "recordOn",
                    "recordOn = {} counts no exception as a failure, and without slowCallDuration no call is slow:"
                            + " the breaker never opens",
                    "name the exceptions that count, or add slowCallDuration"));
        }
    }

    private static void bulkhead(PolicyPlan plan, boolean keyed, List<Finding> findings) {
        if (plan.hasOwners() && !keyed) {
            findings.add(Finding.error(
                    "owner-without-key",
                    "perOwner",
                    "perOwner = " + plan.text("perOwner") + " without a @Key parameter: nothing says whose call it is",
                    "mark the parameter that names the owner with @Key, or drop perOwner"));
        }
        if (plan.count("perOwner") > plan.count("max")) {
            findings.add(Finding.warning(
                    "owner-above-max",
                    "perOwner",
                    "perOwner = " + plan.text("perOwner") + " is above max = " + plan.text("max")
                            + ": one owner can take every place",
                    "choose perOwner below " + plan.text("max") + ", or raise max"));
        }
        waiting(plan, findings);
    }

    private static void retry(PolicyPlan plan, List<Finding> findings) {
        delays(plan, "delay", findings);
    }

    private static void supervised(PolicyPlan plan, List<Finding> findings) {
        delays(plan, "initialDelay", findings);
    }

    private static void delays(PolicyPlan plan, String first, List<Finding> findings) {
        if (plan.duration(first) > plan.duration("maxDelay")) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    first,
                    first + " = " + plan.text(first) + " is longer than maxDelay = " + plan.text("maxDelay"),
                    "shorten " + first + ", or raise maxDelay"));
        }
    }

    private static void adaptive(PolicyPlan plan, List<Finding> findings) {
        int min = plan.count("min");
        int initial = plan.count("initial");
        int max = plan.count("max");
        if (min > max) {
            findings.add(Finding.error(
                    "min-above-max", "min", "min = " + min + " is above max = " + max, "choose min from 1 to " + max));
        } else if (plan.explicit().contains("initial") && (initial < min || initial > max)) {
            findings.add(Finding.warning(
                    "start-out-of-bounds",
                    "initial",
                    "initial = " + initial + " is not from min = " + min + " to max = " + max + ": the limit starts at "
                            + Math.max(min, Math.min(initial, max)),
                    "choose initial from " + min + " to " + max));
        }
        waiting(plan, findings);
    }

    private static void waiting(PolicyPlan plan, List<Finding> findings) {
        boolean places = plan.count("maxWaiting") > 0;
        boolean time = plan.duration("maxWait") > 0;
        if (places && !time) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "maxWaiting",
                    "maxWaiting = " + plan.count("maxWaiting") + " without maxWait: nobody ever waits",
                    "add maxWait, such as \"500ms\", or drop maxWaiting"));
        }
        if (time && !places) {
            findings.add(Finding.error(
                    "conflicting-attributes",
                    "maxWait",
                    "maxWait = " + plan.text("maxWait") + " without maxWaiting: nobody may wait",
                    "add maxWaiting, the number of callers that may wait, or drop maxWait"));
        }
    }
}
