package dev.flyball.agent.install;

import dev.flyball.agent.find.GovernedIndex;
import dev.flyball.agent.find.PoolWalk;
import dev.flyball.agent.read.TypeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What governs classes that do not mention Flyball themselves: interfaces and stereotypes named by the indexes that a
 * loader sees, or by the user. A loader is asked once, for its indexes; later only for types that they name. Thread-safe;
 * the lock guards the table alone, no loader is asked under it.
 */
final class Inheritance {

    private record Known(PoolWalk walk, GovernedIndex index) {}

    private final List<String> prefixes;
    private final List<String> spellings;
    private final Known unindexed;
    private final Map<ClassLoader, Known> byLoader = new WeakHashMap<>();

    /** Names of types or packages, as their beginnings: {@code inherit} of interfaces, {@code stereotypes} of annotations. */
    Inheritance(List<String> inherit, List<String> stereotypes) {
        List<String> names = new ArrayList<>();
        List<String> spelled = new ArrayList<>();
        for (String prefix : inherit) {
            String name = prefix.replace("*", "");
            names.add(name);
            spelled.add(name.replace('.', '/'));
        }
        for (String prefix : stereotypes) {
            String name = prefix.replace("*", "");
            names.add(name);
            spelled.add("L" + name.replace('.', '/'));
        }
        prefixes = List.copyOf(names);
        spellings = List.copyOf(spelled);
        unindexed = new Known(new PoolWalk(List.of(), spellings), GovernedIndex.EMPTY);
    }

    /** The walk that finds classes of this loader. */
    PoolWalk walk(ClassLoader loader) {
        return known(loader).walk();
    }

    /** Whether the agent sees what this type passes on. */
    boolean reaches(ClassLoader loader, String type) {
        return isNamed(type) || known(loader).index().names(type);
    }

    /** The types around a class of this loader that may be read. */
    TypeSource around(ClassLoader loader) {
        Known known = known(loader);
        if (prefixes.isEmpty() && known.index().isEmpty()) {
            return TypeSource.PLATFORM;
        }
        TypeSource named =
                name -> isNamed(name) || known.index().names(name) ? TypeSource.resource(loader, name) : null;
        return named.or(TypeSource.PLATFORM);
    }

    private boolean isNamed(String type) {
        for (String prefix : prefixes) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private Known known(ClassLoader loader) {
        synchronized (byLoader) {
            Known known = byLoader.get(loader);
            if (known != null) {
                return known;
            }
        }
        GovernedIndex index = read(loader);
        Known known =
                index.isEmpty() ? unindexed : new Known(new PoolWalk(List.of(index.spellings()), spellings), index);
        synchronized (byLoader) {
            byLoader.put(loader, known);
        }
        return known;
    }

    private static GovernedIndex read(ClassLoader loader) {
        GovernedIndex index = GovernedIndex.EMPTY;
        try {
            Enumeration<URL> found = loader.getResources(GovernedIndex.PLACE);
            while (found.hasMoreElements()) {
                index = index.and(read(found.nextElement()));
            }
        } catch (IOException | RuntimeException unreadable) {
            return index;
        }
        return index;
    }

    private static GovernedIndex read(URL url) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        }
        return GovernedIndex.read(lines);
    }
}
