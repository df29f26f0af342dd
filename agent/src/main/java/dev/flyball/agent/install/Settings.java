package dev.flyball.agent.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own switches, {@code flyball.enabled} and {@code flyball.agent.*}, as system properties, or as environment
 * variables ({@code FLYBALL_AGENT_DEBUG}). Immutable.
 */
record Settings(
        boolean enabled,
        List<String> include,
        List<String> exclude,
        List<String> excludeLoaders,
        List<String> inherit,
        List<String> stereotypes,
        boolean scopeJvm,
        boolean debug,
        boolean summary,
        String dumpDir,
        int sweepBatch,
        int sweepPauseMillis) {

    /** Every key below {@code flyball.} that the agent itself reads. */
    static final List<String> KEYS = List.of(
            "enabled",
            "agent.include",
            "agent.exclude",
            "agent.exclude-loaders",
            "agent.inherit",
            "agent.stereotypes",
            "agent.scope",
            "agent.debug",
            "agent.summary",
            "agent.dump-dir",
            "agent.sweep-batch",
            "agent.sweep-pause");

    static Settings read(Properties properties, Map<String, String> environment) {
        Source source = new Source(properties, environment);
        return new Settings(
                !source.text("enabled", "true").equals("false"),
                source.list("agent.include"),
                source.list("agent.exclude"),
                source.list("agent.exclude-loaders"),
                source.list("agent.inherit"),
                source.list("agent.stereotypes"),
                source.text("agent.scope", "caller").equals("jvm"),
                source.flag("agent.debug"),
                source.flag("agent.summary"),
                source.text("agent.dump-dir", ""),
                source.number("agent.sweep-batch", 100),
                source.number("agent.sweep-pause", 100));
    }

    private record Source(Properties properties, Map<String, String> environment) {

        @Nullable
        String find(String key) {
            String property = properties.getProperty("flyball." + key);
            return property != null
                    ? property
                    : environment.get("FLYBALL_"
                            + key.toUpperCase(java.util.Locale.ROOT)
                                    .replace('.', '_')
                                    .replace('-', '_'));
        }

        String text(String key, String otherwise) {
            String found = find(key);
            return found == null ? otherwise : found.trim();
        }

        boolean flag(String key) {
            String found = text(key, "false");
            return found.isEmpty() || found.equals("true") || found.equals("1");
        }

        int number(String key, int otherwise) {
            try {
                return Math.max(1, Integer.parseInt(text(key, "").replace("ms", "")));
            } catch (NumberFormatException absent) {
                return otherwise;
            }
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
    }
}
