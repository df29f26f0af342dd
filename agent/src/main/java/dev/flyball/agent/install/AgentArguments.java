package dev.flyball.agent.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code -javaagent:flyball-agent.jar=}: {@code key=value;key=value}, each key below {@code flyball.}.
 * They become system properties, so that every runtime in the JVM finds them where it looks anyway.
 */
final class AgentArguments {

    /** The first words of keys that the runtime reads; it checks the rest of the key itself. */
    private static final List<String> ROOTS = List.of(
            "config.",
            "metrics.",
            "jmx.",
            "health.",
            "observation.",
            "pressure.",
            "supervision.",
            "alerts.",
            "allocation.",
            "degradation.",
            "order.",
            "console.",
            "degradable.",
            "retry.",
            "circuit-breaker.",
            "rate-limited.",
            "timeout.",
            "bulkhead.",
            "adaptive-concurrency.",
            "pooled.",
            "actor.",
            "supervised.");

    private AgentArguments() {}

    /**
     * Sets what is known.
     *
     * @return a line for each argument that is not
     */
    static List<String> apply(@Nullable String arguments, Properties properties) {
        List<String> complaints = new ArrayList<>();
        if (arguments == null || arguments.isBlank()) {
            return complaints;
        }
        for (String argument : arguments.split(";", -1)) {
            if (argument.isBlank()) {
                continue;
            }
            int equals = argument.indexOf('=');
            String key = (equals < 0 ? argument : argument.substring(0, equals)).trim();
            if (key.startsWith("flyball.")) {
                key = key.substring("flyball.".length());
            }
            if (isKnown(key)) {
                properties.setProperty(
                        "flyball." + key,
                        equals < 0 ? "true" : argument.substring(equals + 1).trim());
            } else {
                complaints.add("[unknown-argument] the agent knows no argument " + key + ", it is skipped. Known are "
                        + String.join(", ", Settings.KEYS) + ", and the runtime's keys below "
                        + String.join(", ", ROOTS).replace(".,", ",").replaceAll("\\.$", "") + ".");
            }
        }
        return complaints;
    }

    private static boolean isKnown(String key) {
        if (Settings.KEYS.contains(key)) {
            return true;
        }
        for (String root : ROOTS) {
            if (key.startsWith(root) && key.length() > root.length()) {
                return true;
            }
        }
        return false;
    }
}
