package dev.flyball.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What all {@code META-INF/flyball.conf} of a class path say; where two disagree on a key neither counts. */
final class ClassPathSettings {

    private static final String RESOURCE = "META-INF/flyball.conf";

    private final Map<String, String> environment;
    private final Consumer<ConfigProblem> problems;

    private ClassPathSettings(Map<String, String> environment, Consumer<ConfigProblem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    static Settings read(ClassLoader loader, Map<String, String> environment, Consumer<ConfigProblem> problems) {
        return new ClassPathSettings(environment, problems).merge(resources(loader, problems));
    }

    /** In an order that does not depend on the class path's. */
    private static List<URL> resources(ClassLoader loader, Consumer<ConfigProblem> problems) {
        try {
            return Collections.list(loader.getResources(RESOURCE)).stream()
                    .sorted(Comparator.comparing(URL::toString))
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            problems.accept(ConfigProblem.in(
                    RESOURCE, "config-file", "cannot be looked for on the class path: " + unreadable.getMessage(), ""));
            return List.of();
        }
    }

    private Settings merge(Collection<URL> urls) {
        Map<Key, Setting> merged = new LinkedHashMap<>();
        Set<Key> disputed = new HashSet<>();
        for (URL url : urls) {
            for (Setting setting : read(url).values()) {
                Setting other = merged.putIfAbsent(setting.key(), setting);
                if (other != null && !other.value().equals(setting.value())) {
                    disputed.add(setting.key());
                    problems.accept(disagreement(setting, other));
                }
            }
        }
        merged.keySet().removeAll(disputed);
        return new MapSettings(merged);
    }

    private static ConfigProblem disagreement(Setting setting, Setting other) {
        return new ConfigProblem(
                "config-disagreement",
                setting.key().text(),
                setting.value(),
                setting.origin().place(),
                "is " + other.value() + " in " + other.origin().place() + ", so neither counts",
                "set it in a file of flyball.config.files");
    }

    private Map<Key, Setting> read(URL url) {
        String place = url.toString();
        try {
            String text = FileSet.text(bytes(url));
            Includes none = new Includes(new FileSet(FileAccess.system()), List.of(), place, problems);
            return KeyReader.readAll(
                    new HoconReader(environment, problems).read(Layer.CLASS_PATH, place, text, none), problems);
        } catch (IOException unreadable) {
            problems.accept(ConfigProblem.in(place, "config-file", String.valueOf(unreadable.getMessage()), ""));
            return Map.of();
        }
    }

    private static byte[] bytes(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // a cached jar would stay open, and be locked on some systems
        try (InputStream in = connection.getInputStream()) {
            return FileSet.checked(in.readNBytes(FileSet.LONGEST + 1));
        }
    }
}
