package dev.flyball.acceptance;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the imports of every source file and compares them with the arrows of ARCHITECTURE.md. */
class ArrowTest {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(dev\\.flyball\\.[a-z.]+)\\.[A-Z]");
    private static final String RUNTIME = "dev.flyball.runtime";

    /** What each package of the runtime may import; the floor is below all of them. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("time", Set.of()),
            Map.entry("observe", Set.of("time")),
            Map.entry("observe.micrometer", Set.of("observe")),
            Map.entry("pressure", Set.of("observe", "time")),
            Map.entry("pressure.resource", Set.of("observe", "pressure", "time")),
            Map.entry("alert", Set.of("observe", "pressure", "time")),
            Map.entry("call", Set.of("observe", "pressure", "time")),
            Map.entry("rate", Set.of("call", "observe", "pressure", "time")),
            Map.entry("breaker", Set.of("call", "observe", "pressure", "time")),
            Map.entry("concurrency", Set.of("concurrency.estimate", "call", "observe", "pressure", "time")),
            Map.entry("concurrency.estimate", Set.of("time")),
            Map.entry("degrade", Set.of("call", "observe", "pressure", "time")),
            Map.entry("retry", Set.of("call", "observe", "time")),
            Map.entry("timeout", Set.of("call", "observe", "time")),
            Map.entry("pool", Set.of("observe", "pressure.resource", "time")),
            Map.entry("config", Set.of("observe", "time")),
            Map.entry(
                    "pipeline",
                    Set.of(
                            "alert",
                            "call",
                            "observe",
                            "observe.micrometer",
                            "pressure",
                            "pressure.resource",
                            "time",
                            "config",
                            "rate",
                            "breaker",
                            "concurrency",
                            "degrade",
                            "retry",
                            "timeout")),
            Map.entry("bridge", Set.of("pipeline", "call")),
            Map.entry("status", Set.of("observe", "pressure")),
            Map.entry(
                    "",
                    Set.of(
                            "alert",
                            "pipeline",
                            "call",
                            "observe",
                            "observe.micrometer",
                            "pressure",
                            "pressure.resource",
                            "time",
                            "config",
                            "rate",
                            "breaker",
                            "concurrency",
                            "degrade",
                            "pool",
                            "retry",
                            "status",
                            "timeout")));

    private static final Map<String, Set<String>> MODULES = Map.of(
            "annotations", Set.of("dev.flyball.annotation"),
            "model", Set.of("dev.flyball.model"),
            "runtime", Set.of("dev.flyball.runtime", "dev.flyball.model", "dev.flyball.annotation"),
            "processor", Set.of("dev.flyball.processor", "dev.flyball.model"),
            "agent", Set.of("dev.flyball.agent", "dev.flyball.model", "dev.flyball.runtime"),
            "sample-app",
                    Set.of(
                            "dev.flyball.sample",
                            "dev.flyball.annotation",
                            "dev.flyball.runtime.pool",
                            "dev.flyball.runtime.degrade"));

    @Test
    void packagesOfTheRuntimeImportOnlyWhatTheDiagramAllows() throws IOException {
        Path root = Repository.root().resolve("runtime/src/main/java/dev/flyball/runtime");
        List<String> wrong = new ArrayList<>();
        for (Path source : sources(root)) {
            String from = packageOf(root, source);
            assertThat(ARROWS).as("ARCHITECTURE.md shows package " + from).containsKey(from);
            for (String imported : imports(source)) {
                if (imported.equals(RUNTIME) || imported.startsWith(RUNTIME + ".")) {
                    String to = imported.equals(RUNTIME) ? "" : imported.substring(RUNTIME.length() + 1);
                    if (!to.equals(from) && !ARROWS.get(from).contains(to)) {
                        wrong.add(source.getFileName() + ": " + from + " -> " + to);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theDiagramHasNoCycle() {
        for (String start : ARROWS.keySet()) {
            assertThat(reachable(start, new TreeSet<>())).as("from " + start).doesNotContain(start);
        }
    }

    private static Set<String> reachable(String from, Set<String> seen) {
        for (String to : ARROWS.get(from)) {
            if (seen.add(to)) {
                reachable(to, seen);
            }
        }
        return seen;
    }

    @Test
    void modulesImportOnlyModulesBelowThem() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> module : MODULES.entrySet()) {
            for (Path source : sources(Repository.root().resolve(module.getKey() + "/src/main/java"))) {
                for (String imported : imports(source)) {
                    if (module.getValue().stream()
                            .noneMatch(allowed -> imported.equals(allowed) || imported.startsWith(allowed + "."))) {
                        wrong.add(module.getKey() + "/" + source.getFileName() + " -> " + imported);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyItsOwnPackageKnowsMicrometer() throws IOException {
        Path root = Repository.root().resolve("runtime/src/main/java");
        List<String> knowing = new ArrayList<>();
        for (Path source : sources(root)) {
            if (Files.readString(source).contains("import io.micrometer")) {
                knowing.add(root.relativize(source).toString());
            }
        }
        assertThat(knowing)
                .allMatch(file -> file.contains("/observe/micrometer/") || file.endsWith("/runtime/Flyball.java"))
                .isNotEmpty();
    }

    @Test
    void theClockIsReadInOnePlace() throws IOException {
        List<String> reading = new ArrayList<>();
        for (Path source : sources(Repository.root().resolve("runtime/src/main/java"))) {
            if (Files.readString(source).matches("(?s).*System\\s*\\.(nanoTime|currentTimeMillis)\\(.*")) {
                reading.add(source.getFileName().toString());
            }
        }
        assertThat(reading).containsExactly("Clock.java");
    }

    private static String packageOf(Path root, Path source) {
        return root.relativize(source.getParent()).toString().replace('/', '.').replace('\\', '.');
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> imports(Path source) throws IOException {
        Matcher matcher = IMPORT.matcher(Files.readString(source));
        return matcher.results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }
}
