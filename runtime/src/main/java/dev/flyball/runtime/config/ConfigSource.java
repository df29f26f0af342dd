package dev.flyball.runtime.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where configuration comes from: system properties, environment, files, and the loader on whose class path
 * {@code META-INF/flyball.conf} is looked for. Immutable.
 */
public record ConfigSource(
        Map<String, String> properties, Map<String, String> environment, FileAccess files, ClassLoader loader) {

    /** Copies the maps. */
    public ConfigSource {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** The running program's own, as they are now. */
    public static ConfigSource system(ClassLoader loader) {
        Properties all = System.getProperties();
        Map<String, String> ours = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            String value = all.getProperty(name);
            if (name.startsWith("flyball.") && value != null) {
                ours.put(name, value);
            }
        }
        return new ConfigSource(ours, System.getenv(), FileAccess.system(), loader);
    }
}
