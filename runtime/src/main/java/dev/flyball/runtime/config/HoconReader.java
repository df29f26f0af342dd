package dev.flyball.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads HOCON into flat written values, each with the line it stands on.
 *
 * <p>Substitutions see the environment alone. While they are resolved the file's own tree stands under a name nobody can
 * write, so no value can be made of another: a short file of values that each double the one before would otherwise
 * exhaust the heap. A substituted value's line is that of the substitution, taken from the tree as it was before.
 */
final class HoconReader {

    private static final String ROOT = "flyball";
    private static final String ENVIRONMENT = "the environment";

    private final Config environment;
    private final Consumer<ConfigProblem> problems;

    HoconReader(Map<String, String> environment, Consumer<ConfigProblem> problems) {
        this.environment = ConfigValueFactory.fromMap(environment, ENVIRONMENT).toConfig();
        this.problems = problems;
    }

    static Config parse(String place, String text, ConfigIncluder includes) {
        return ConfigFactory.parseString(
                text,
                ConfigParseOptions.defaults()
                        .setSyntax(ConfigSyntax.CONF)
                        .setOriginDescription(place)
                        .setIncluder(includes));
    }

    /** Everything below {@code flyball}; nothing, and a problem, if the text is no HOCON. */
    List<Written> read(Layer layer, String place, String text, ConfigIncluder includes) {
        ConfigProblem misshapen = Shape.check(place, text);
        if (misshapen != null) {
            problems.accept(misshapen);
            return List.of();
        }
        try {
            return read(layer, place, parse(place, text, includes));
        } catch (ConfigException wrong) {
            problems.accept(unparsable(place, wrong));
        } catch (StackOverflowError tooDeep) {
            problems.accept(
                    ConfigProblem.in(place, "config-too-deep", "is nested too deeply to be read", "write it flatter"));
        }
        return List.of();
    }

    private List<Written> read(Layer layer, String place, Config parsed) {
        List<Written> written = new ArrayList<>();
        parsed.root().forEach((key, value) -> {
            if (key.equals(ROOT)) {
                walk(List.of(), resolve(value), value, new Walk(layer, place, written));
            } else {
                problems.accept(ConfigProblem.in(
                        place(place, value.origin()),
                        "config-unknown-key",
                        "has the key " + key + ", and everything stands under flyball",
                        Words.meant(key, List.of(ROOT))
                                .map(word -> "did you mean " + word + "?")
                                .orElse("write flyball { ... } around it")));
            }
        });
        return written;
    }

    private ConfigValue resolve(ConfigValue unresolved) {
        String hidden = UUID.randomUUID().toString();
        return unresolved
                .atKey(hidden)
                .withFallback(environment)
                .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true))
                .root()
                .getOrDefault(hidden, unresolved);
    }

    private record Walk(Layer layer, String place, List<Written> written) {}

    /** @param before the value at the same path before resolution, or the nearest one above it that could be seen */
    private void walk(List<String> path, ConfigValue value, ConfigValue before, Walk walk) {
        if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> {
                List<String> longer = new ArrayList<>(path);
                longer.add(key);
                walk(longer, child, child(before, key), walk);
            });
            return;
        }
        ConfigOrigin origin = value.origin().lineNumber() > 0 ? value.origin() : before.origin();
        Origin where = Origin.of(walk.layer, place(walk.place, origin));
        try {
            walk.written.add(new Written(path, text(value), where));
        } catch (ConfigException.NotResolved unset) {
            problems.accept(ConfigProblem.at(
                    new Written(path, value.render(ConfigRenderOptions.concise()), where),
                    "config-unset",
                    "refers to what is not in the environment",
                    "set that variable, or write ${?NAME} to leave the key out where it is not set"));
        }
    }

    private static ConfigValue child(ConfigValue before, String key) {
        try {
            ConfigValue child = before instanceof ConfigObject object ? object.get(key) : null;
            return child == null ? before : child;
        } catch (ConfigException.NotResolved mergedWithASubstitution) {
            return before;
        }
    }

    /** The text of a scalar or list; null for null. */
    private static @Nullable String text(ConfigValue value) {
        if (value.valueType() == ConfigValueType.NULL) {
            return null;
        }
        if (value instanceof ConfigList list) {
            return list.stream().map(HoconReader::text).map(String::valueOf).collect(Collectors.joining(","));
        }
        Object plain = value.unwrapped();
        return plain instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(plain);
    }

    private static String place(String place, ConfigOrigin origin) {
        String description = origin.description();
        int colon = description.indexOf(": ");
        String file = colon > 0 && origin.lineNumber() > 0 ? description.substring(0, colon) : place;
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : place;
    }

    private static ConfigProblem unparsable(String place, ConfigException wrong) {
        ConfigOrigin origin = wrong.origin();
        String message = String.valueOf(wrong.getMessage()).replace('\n', ' ');
        String where = origin == null ? place : place(place, origin);
        String sentence = message.startsWith(where.replaceFirst(":(?=\\d+$)", ": ") + ": ")
                ? message.substring(where.length() + 3)
                : message;
        return ConfigProblem.in(where, "config-syntax", "cannot be read: " + sentence.replaceFirst("\\.$", ""), "");
    }
}
