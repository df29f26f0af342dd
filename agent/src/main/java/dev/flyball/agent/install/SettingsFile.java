package dev.flyball.agent.install;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.util.HashMap;
import java.util.Map;

/**
 * The agent's own switches in the files of {@code flyball.config.files}: what stands below {@code flyball.agent}, without
 * includes. What is wrong with a file the runtime reports, which reads all of it; here it counts as empty.
 */
final class SettingsFile {

    private static final long LARGEST = 256 * 1024;

    /** Includes nothing: parsing opens no other file, and no connection. */
    private static final ConfigIncluder NOTHING = new ConfigIncluder() {
        @Override
        public ConfigIncluder withFallback(ConfigIncluder other) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            return ConfigFactory.empty().root();
        }
    };

    private SettingsFile() {}

    /** The values by key below {@code flyball.}, {@code agent.debug} for one; of a later file before an earlier one. */
    static Map<String, String> read(String files) {
        Map<String, String> values = new HashMap<>();
        for (String name : files.split(",", -1)) {
            File file = new File(name.trim());
            if (file.isFile() && file.length() <= LARGEST) {
                add(file, values);
            }
        }
        return values;
    }

    private static void add(File file, Map<String, String> values) {
        try {
            Config parsed =
                    ConfigFactory.parseFile(file, ConfigParseOptions.defaults().setIncluder(NOTHING));
            if (parsed.hasPath("flyball.agent")) {
                for (Map.Entry<String, ConfigValue> entry :
                        parsed.getConfig("flyball.agent").entrySet()) {
                    values.put("agent." + entry.getKey().replace("\"", ""), text(entry.getValue()));
                }
            }
        } catch (ConfigException | StackOverflowError wrong) {
            return; // the runtime names the line
        }
    }

    private static String text(ConfigValue value) {
        if (value.valueType() != ConfigValueType.LIST) {
            return String.valueOf(value.unwrapped());
        }
        String list = String.valueOf(value.unwrapped());
        return list.substring(1, list.length() - 1);
    }
}
