package dev.flyball.agent.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own switches, {@code flyball.enabled} and {@code flyball.agent.*}: as system properties, else as environment
 * variables ({@code FLYBALL_AGENT_DEBUG}), else in the files of {@code flyball.config.files}. Immutable;
 * {@code complaints} are the lines about values that were not understood, for which the default stands in.
 */
record Settings(
        boolean enabled,
        List<String> include,
        List<String> exclude,
        List<String> excludeLoaders,
        List<String> inherit,
        List<String> stereotypes,
        boolean scopeJvm,
        boolean bridgeOnBootPath,
        boolean debug,
        boolean summary,
        String dumpDir,
        int sweepBatch,
        int sweepPauseMillis,
        List<String> complaints) {

    /** Every key below {@code flyball.} that the agent itself reads. */
    static final List<String> KEYS = List.of(
            "enabled",
            "agent.include",
            "agent.exclude",
            "agent.exclude-loaders",
            "agent.inherit",
            "agent.stereotypes",
            "agent.scope",
            "agent.bridge",
            "agent.debug",
            "agent.summary",
            "agent.dump-dir",
            "agent.sweep-batch",
            "agent.sweep-pause");

    static Settings read(Properties properties, Map<String, String> environment) {
        Source source = new Source(properties, environment);
        return new Settings(
                source.flag("enabled", true),
                source.list("agent.include"),
                source.list("agent.exclude"),
                source.list("agent.exclude-loaders"),
                source.list("agent.inherit"),
                source.list("agent.stereotypes"),
                source.choice("agent.scope", "caller", "jvm").equals("jvm"),
                source.choice("agent.bridge", "java-lang", "boot-path").equals("boot-path"),
                source.flag("agent.debug", false),
                source.flag("agent.summary", false),
                source.text("agent.dump-dir", ""),
                source.number("agent.sweep-batch", 100, ""),
                source.number("agent.sweep-pause", 100, "ms"),
                List.copyOf(source.complaints));
    }

    /** Finds values in their layers and keeps what is to be said of them. */
    private static final class Source {

        private final Properties properties;
        private final Map<String, String> environment;
        private final Map<String, String> files;
        private final List<String> complaints = new ArrayList<>();

        Source(Properties properties, Map<String, String> environment) {
            this.properties = properties;
            this.environment = environment;
            String listed = properties.getProperty("flyball.config.files", environment.get("FLYBALL_CONFIG_FILES"));
            this.files = listed == null ? Map.of() : SettingsFile.read(listed);
            for (String key : files.keySet()) {
                if (!KEYS.contains(key)) {
                    complaints.add("[unknown-setting] the agent knows no setting flyball." + key
                            + ", it is skipped. Known" + " are " + String.join(", ", KEYS) + ".");
                }
            }
        }

        private @Nullable String find(String key) {
            String property = properties.getProperty("flyball." + key);
            if (property != null) {
                return property;
            }
            String variable = environment.get(
                    "FLYBALL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            return variable == null ? files.get(key) : variable;
        }

        String text(String key, String otherwise) {
            String found = find(key);
            return found == null ? otherwise : found.trim();
        }

        String choice(String key, String standard, String other) {
            String found = text(key, standard);
            if (found.equals(standard) || found.equals(other)) {
                return found;
            }
            return complain(key, found, standard + " or " + other, standard);
        }

        boolean flag(String key, boolean standard) {
            String found = text(key, String.valueOf(standard));
            if (found.equals("true") || found.equals("false")) {
                return found.equals("true");
            }
            complain(key, found, "true or false", String.valueOf(standard));
            return standard;
        }

        int number(String key, int standard, String unit) {
            String found = text(key, "");
            String digits = found.endsWith(unit) ? found.substring(0, found.length() - unit.length()) : found;
            if (found.isEmpty()) {
                return standard;
            }
            try {
                int number = Integer.parseInt(digits);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException notDigits) {
                // Complained of below.
            }
            complain(key, found, "a number above 0" + (unit.isEmpty() ? "" : " of " + unit), standard + unit);
            return standard;
        }

        List<String> list(String key) {
            List<String> words = new ArrayList<>();
            for (String word : text(key, "").split(",", -1)) {
                if (!word.isBlank()) {
                    words.add(word.trim());
                }
            }
            return List.copyOf(words);
        }

        private String complain(String key, String found, String expected, String standard) {
            complaints.add("[wrong-setting] flyball." + key + " = " + found + " is not " + expected + "; " + standard
                    + " stands in for it.");
            return standard;
        }
    }
}
