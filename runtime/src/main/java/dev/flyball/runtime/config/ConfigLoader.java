package dev.flyball.runtime.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads every layer of a {@link ConfigSource} into a view. The class path is read once, by the constructor, and its loader
 * let go; the files are read by every load. Thread-safe.
 */
public final class ConfigLoader {

    private static final String PREFIX = "flyball.";

    private final Map<String, String> properties;
    private final Map<String, String> variables;
    private final FileAccess access;
    private final Settings classPath;
    private final List<ConfigProblem> classPathProblems = new ArrayList<>();

    /** Reads from {@code source}. */
    public ConfigLoader(ConfigSource source) {
        this.properties = source.properties();
        this.variables = source.environment();
        this.access = source.files();
        this.classPath = ClassPathSettings.read(source.loader(), variables, classPathProblems::add);
    }

    /** What came of a load: the view, the files behind it, and those of its problems that are theirs. */
    record Loaded(ConfigView view, FileSet files, List<ConfigProblem> fileProblems) {}

    /** Reads everything. */
    public ConfigView load() {
        return load(Map.of()).view();
    }

    /** Reads everything, with overrides above all else; their keys begin with {@code flyball.}, as {@code -D} keys do. */
    Loaded load(Map<String, String> overrides) {
        List<ConfigProblem> problems = new ArrayList<>();
        Settings over = overrides(overrides, problems::add);
        Settings fromProperties = flat(properties, Layer.PROPERTY, key -> "-D" + key, problems::add);
        Settings environment = new EnvironmentSettings(variables, problems::add);
        ConfigView bootstrap = new ConfigView(List.of(over, fromProperties, environment), List.of());
        FileSet files = new FileSet(access);
        List<ConfigProblem> fileProblems = new ArrayList<>();
        Settings fromFiles = files(bootstrap.common(SettingTable.FILES), files, fileProblems::add);
        problems.addAll(fileProblems);
        problems.addAll(classPathProblems);
        List<Settings> layers = List.of(over, fromProperties, environment, fromFiles, classPath);
        return new Loaded(new ConfigView(layers, problems), files, List.copyOf(fileProblems));
    }

    /** Overrides as a layer. */
    static Settings overrides(Map<String, String> overrides, Consumer<ConfigProblem> problems) {
        return flat(overrides, Layer.OVERRIDE, key -> "override", problems);
    }

    /** Keys written out flat: no HOCON, in which of {@code a} and {@code a.b} one would vanish. */
    private static Settings flat(
            Map<String, String> entries, Layer layer, UnaryOperator<String> place, Consumer<ConfigProblem> problems) {
        List<Written> written = new ArrayList<>();
        new TreeMap<>(entries).forEach((key, text) -> {
            if (key.startsWith(PREFIX)) {
                List<String> path = List.of(key.substring(PREFIX.length()).split("\\.", -1));
                written.add(new Written(path, text, Origin.of(layer, place.apply(key))));
            }
        });
        return new MapSettings(KeyReader.readAll(written, problems));
    }

    private Settings files(Sourced listed, FileSet files, Consumer<ConfigProblem> problems) {
        Map<Key, Setting> merged = new LinkedHashMap<>();
        for (String name : listed.value().split(",", -1)) {
            if (!name.isBlank()) {
                List<Written> written = file(name.strip(), listed, files, problems);
                merged.keySet().removeAll(KeyReader.takenBack(written));
                merged.putAll(KeyReader.readAll(written, problems));
            }
        }
        return new MapSettings(merged);
    }

    private List<Written> file(String name, Sourced listed, FileSet files, Consumer<ConfigProblem> problems) {
        try {
            Path path = Path.of(name).toAbsolutePath().normalize();
            String text = files.read(path);
            return new HoconReader(variables, problems)
                    .read(Layer.FILE, name, text, new Includes(files, List.of(path), name, problems));
        } catch (NoSuchFileException missing) {
            problems.accept(unreadable(name, listed, "does not exist"));
        } catch (IOException | InvalidPathException unreadable) {
            problems.accept(unreadable(name, listed, String.valueOf(unreadable.getMessage())));
        }
        return List.of();
    }

    private static ConfigProblem unreadable(String name, Sourced listed, String why) {
        return ConfigProblem.in(
                name,
                "config-file",
                "is among flyball.config.files (" + listed.origin() + ") but " + why,
                "name files that can be read, separated by commas");
    }
}
