package dev.flyball.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan in words, for the Javadoc of generated wrappers and for {@code explain}. */
public final class PlanWords {

    private PlanWords() {}

    /** One line for each policy, outermost first, and before them one for the fallback. */
    public static List<String> of(MethodPlan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.hasFallback()) {
            lines.add("fallback: " + plan.fallback() + " stands in for a call refused or failed");
        }
        for (PolicyPlan policy : plan.policies()) {
            boolean keyed = policy.kind() == PolicyKind.RATE_LIMITED
                    && !plan.keyParameters().isEmpty();
            lines.add(policy.kind().key() + ": " + of(policy) + (keyed ? keyed(plan, policy) : ""));
        }
        return lines;
    }

    /** One policy's numbers, without its name: {@code at most 50 calls per 1s, burst 50}. */
    public static String of(PolicyPlan policy) {
        return switch (policy.kind()) {
            case RATE_LIMITED -> rate(policy);
            case CIRCUIT_BREAKER -> breaker(policy);
            case BULKHEAD -> bulkhead(policy);
            case RETRY -> retry(policy);
            case ADAPTIVE_CONCURRENCY -> adaptive(policy);
            case TIMEOUT -> timeout(policy);
            case DEGRADABLE -> degradable(policy);
            default -> numbers(policy);
        };
    }

    private static String rate(PolicyPlan policy) {
        String wait = policy.waits() ? ", waiting up to " + policy.text("maxWait") : "";
        return "at most " + calls(policy.count("permits")) + pace(policy) + wait;
    }

    private static String pace(PolicyPlan policy) {
        String per = policy.text("per");
        int burst = policy.count("burst") == 0 ? policy.count("permits") : policy.count("burst");
        return switch (policy.text("algorithm")) {
            case "SLIDING_WINDOW" -> " in any " + per;
            case "ADAPTIVE_WINDOW" ->
                " in any " + per + ", down to " + policy.count("minPermits") + " when calls fail for overload"
                        + (policy.isSet("targetLatency") ? " or take longer than " + policy.text("targetLatency") : "")
                        + classes(policy, "; overload is also", "overloadOn", "");
            default ->
                " per " + per
                        + (policy.duration("warmUp") > 0
                                ? ", one by one, after a warm-up of " + policy.text("warmUp")
                                : ", burst " + burst)
                        + policy.bandwidths("also").stream()
                                .map(also -> ", and " + calls(also.permits()) + " per "
                                        + Durations.print(also.perNanos()) + ", burst " + also.burst())
                                .collect(Collectors.joining());
        };
    }

    private static String keyed(MethodPlan plan, PolicyPlan policy) {
        String which = plan.keyParameters().stream().map(String::valueOf).collect(Collectors.joining(" and "));
        return ", for each value of parameter " + which + " (up to " + policy.count("maxKeys") + " values)";
    }

    private static String breaker(PolicyPlan policy) {
        String window = policy.windowCalls()
                .map(calls -> "the last " + calls(calls))
                .orElse("the calls of the last " + policy.text("window"));
        String slow = policy.isSet("slowCallDuration")
                ? " or " + percent(policy.ratio("slowCallRate")) + " took longer than "
                        + policy.text("slowCallDuration")
                : "";
        String growing = policy.ratio("openForFactor") > 1
                ? ", each time " + policy.text("openForFactor") + " times longer up to " + policy.text("openForMax")
                : "";
        String memory = policy.isSet("memoryThreshold") ? "; also while live heap is at " + heap(policy) : "";
        return "opens for " + policy.text("openFor") + growing + " when " + percent(policy.ratio("failureRate"))
                + " of "
                + window + " failed" + slow + ", judged from " + calls(policy.count("minimumCalls")) + " on; "
                + policy.count("probes") + (policy.count("probes") == 1 ? " probe decides" : " probes decide")
                + memory
                + classes(policy, "; counts", "recordOn", "java.lang.Throwable")
                + classes(policy, "; ignores", "ignoreOn", "");
    }

    private static String heap(PolicyPlan policy) {
        String threshold = policy.text("memoryThreshold");
        return (Sizes.read(threshold).isPresent()
                        ? threshold
                        : percent(Double.parseDouble(threshold)) + " of its maximum")
                + " or more";
    }

    private static String bulkhead(PolicyPlan policy) {
        return "at most " + calls(policy.count("max")) + " at the same time" + queue(policy);
    }

    private static String adaptive(PolicyPlan policy) {
        String target = policy.isSet("targetLatency") ? ", to stay below " + policy.text("targetLatency") : "";
        return "as many calls at the same time as measured latency allows, from " + policy.count("min") + " to "
                + policy.count("max") + ", by " + policy.text("algorithm") + target + queue(policy)
                + classes(policy, "; overload is also", "overloadOn", "");
    }

    private static String queue(PolicyPlan policy) {
        return policy.count("maxWaiting") > 0
                ? ", " + policy.count("maxWaiting") + " more waiting up to " + policy.text("maxWait")
                : "";
    }

    private static String retry(PolicyPlan policy) {
        String growth = switch (policy.text("backoff")) {
            case "FIXED" -> "";
            case "LINEAR" -> " and as much longer each time, up to " + policy.text("maxDelay");
            default -> " and twice as long each time, up to " + policy.text("maxDelay");
        };
        return "up to " + policy.count("maxAttempts") + " attempts within " + policy.text("maxDuration") + ", pausing "
                + policy.text("delay") + growth + ", " + percent(policy.ratio("jitter")) + " random"
                + classes(policy, "; on", "retryOn", "java.lang.Exception")
                + classes(policy, "; not on", "abortOn", "");
    }

    private static String timeout(PolicyPlan policy) {
        String rest = policy.flag("interrupt") ? ", interrupting the thread that runs it" : ", interrupting nobody";
        return "ends after " + policy.text("value") + rest;
    }

    private static String degradable(PolicyPlan policy) {
        String priority = policy.text("priority");
        return policy.flag("ramp")
                ? "gives a share of calls up that grows with the pressure from about " + policy.text("at")
                        + " on, priority " + priority
                : "gives calls up while pressure is " + DegradeRules.effectiveLevel(policy) + " or higher"
                        + (priority.equals("NORMAL") ? "" : " (" + policy.text("at") + ", priority " + priority + ")");
    }

    private static String classes(PolicyPlan policy, String word, String attribute, String usual) {
        if (policy.text(attribute).equals(usual)) {
            return "";
        }
        List<String> names = policy.classes(attribute);
        return word + " "
                + (names.isEmpty()
                        ? "nothing"
                        : String.join(", ", names.stream().map(Spelling::simple).toList()));
    }

    private static String numbers(PolicyPlan policy) {
        return policy.attributes().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("name"))
                .map(entry -> entry.getKey() + " " + (entry.getValue().isEmpty() ? "off" : entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String calls(int count) {
        return count + (count == 1 ? " call" : " calls");
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
