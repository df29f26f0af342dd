package dev.flyball.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads every layer of a {@link ConfigSource} into a view. The class path is read once, by the constructor, and its loader
 * let go; the files are read by every load. Thread-safe.
 */
public final class ConfigLoader {

    private static final String RESOURCE = "META-INF/flyball.conf";
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
        this.classPath = classPath(source.loader(), classPathProblems::add);
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
        Settings over = flat(overrides, Layer.OVERRIDE, key -> "override", problems::add);
        Settings fromProperties = flat(properties, Layer.PROPERTY, key -> "-D" + key, problems::add);
        Settings environment = new EnvironmentSettings(variables, problems::add);
        ConfigView bootstrap = new ConfigView(List.of(over, fromProperties, environment), List.of());
        FileSet files = new FileSet(access);
        List<ConfigProblem> fileProblems = new ArrayList<>();
        Settings fromFiles = files(bootstrap, files, fileProblems::add);
        problems.addAll(fileProblems);
        problems.addAll(classPathProblems);
        List<Settings> layers = List.of(over, fromProperties, environment, fromFiles, classPath);
        return new Loaded(new ConfigView(layers, problems), files, List.copyOf(fileProblems));
    }

    /** Keys written out flat, as in system properties. */
    private static Settings flat(
            Map<String, String> entries, Layer layer, UnaryOperator<String> place, Consumer<ConfigProblem> problems) {
        List<Written> written = new ArrayList<>();
        new TreeMap<>(entries).forEach((key, text) -> {
            if (key.startsWith(PREFIX)) {
                List<String> path = List.of(key.substring(PREFIX.length()).split("\\.", -1));
                written.add(new Written(path, text, Origin.of(layer, place.apply(key))));
            }
        });
        return new MapSettings(understand(written, problems));
    }

    private Settings files(ConfigView bootstrap, FileSet files, Consumer<ConfigProblem> problems) {
        Sourced listed = bootstrap.common(Global.FILES);
        Map<Key, Setting> merged = new LinkedHashMap<>();
        for (String name : listed.value().split(",", -1)) {
            if (!name.isBlank()) {
                List<Written> written = file(name.strip(), listed, files, problems);
                KeyReader silent = new KeyReader(problem -> {});
                for (Written one : written) {
                    Key key = one.text() == null ? silent.key(one) : null;
                    if (key != null) {
                        merged.remove(key);
                    }
                }
                merged.putAll(understand(written, problems));
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
                "name files that exist, separated by commas");
    }

    /** What all {@code META-INF/flyball.conf} say; where two disagree on a key neither counts. */
    private Settings classPath(ClassLoader loader, Consumer<ConfigProblem> problems) {
        Map<Key, Setting> merged = new LinkedHashMap<>();
        Set<Key> disputed = new HashSet<>();
        for (URL url : resources(loader, problems)) {
            for (Setting setting : resource(url, problems).values()) {
                Setting other = merged.putIfAbsent(setting.key(), setting);
                if (other != null && !other.value().equals(setting.value())) {
                    disputed.add(setting.key());
                    problems.accept(new ConfigProblem(
                            "config-disagreement",
                            setting.key().text(),
                            setting.value(),
                            setting.origin().place(),
                            "is " + other.value() + " in " + other.origin().place() + ", so neither counts",
                            "set it in a file of flyball.config.files"));
                }
            }
        }
        merged.keySet().removeAll(disputed);
        return new MapSettings(merged);
    }

    private static List<URL> resources(ClassLoader loader, Consumer<ConfigProblem> problems) {
        try {
            return Collections.list(loader.getResources(RESOURCE)).stream()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            problems.accept(ConfigProblem.in(
                    RESOURCE, "config-file", "cannot be looked for on the class path: " + unreadable.getMessage(), ""));
            return List.of();
        }
    }

    private Map<Key, Setting> resource(URL url, Consumer<ConfigProblem> problems) {
        String place = url.toString();
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // a cached jar would stay open, and be locked on some systems
            byte[] bytes;
            try (InputStream in = connection.getInputStream()) {
                bytes = in.readNBytes(FileSet.LONGEST + 1);
            }
            if (bytes.length > FileSet.LONGEST) {
                throw new IOException("is longer than " + FileSet.LONGEST / 1024 + " KiB");
            }
            Includes none = new Includes(new FileSet(access), List.of(), place, problems);
            return understand(
                    new HoconReader(variables, problems).read(Layer.CLASS_PATH, place, FileSet.text(bytes), none),
                    problems);
        } catch (IOException unreadable) {
            problems.accept(ConfigProblem.in(place, "config-file", String.valueOf(unreadable.getMessage()), ""));
            return Map.of();
        }
    }

    /** The settings among what was written; of two spellings of one key in one place neither counts. */
    private static Map<Key, Setting> understand(List<Written> written, Consumer<ConfigProblem> problems) {
        KeyReader reader = new KeyReader(problems);
        Map<Key, Setting> settings = new LinkedHashMap<>();
        Set<Key> twice = new HashSet<>();
        for (Written one : written) {
            Setting setting = reader.read(one);
            if (setting != null) {
                Setting other = settings.putIfAbsent(setting.key(), setting);
                if (other != null && !other.value().equals(setting.value())) {
                    twice.add(setting.key());
                    problems.accept(ConfigProblem.at(
                            one,
                            "config-twice",
                            "is another spelling of " + setting.key().text() + ", which is " + other.value() + " at "
                                    + other.origin().place() + ", so neither counts",
                            "write it once"));
                }
            }
        }
        settings.keySet().removeAll(twice);
        return settings;
    }
}
