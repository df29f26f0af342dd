package dev.flyball.acceptance.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine: the folders named in {@code FLYBALL_JDKS}, and those beside where JDKs usually lie. */
public final class Jdks {

    private Jdks() {}

    /** One JDK of each feature version newer than the one that runs this test. */
    public static List<Path> others() throws IOException {
        TreeMap<Integer, Path> byVersion = new TreeMap<>();
        for (Path home : candidates()) {
            int version = version(home);
            if (version > Runtime.version().feature()) {
                byVersion.putIfAbsent(version, home);
            }
        }
        return List.copyOf(byVersion.values());
    }

    private static List<Path> candidates() throws IOException {
        List<Path> candidates = new ArrayList<>();
        String named = System.getenv("FLYBALL_JDKS");
        if (named != null) {
            for (String home : named.split(File.pathSeparator, -1)) {
                candidates.add(Path.of(home));
            }
        }
        String user = System.getProperty("user.home");
        for (Path parent : List.of(
                Path.of(System.getProperty("java.home")).resolveSibling("."),
                Path.of(user, ".sdkman/candidates/java"),
                Path.of(user, ".jdks"))) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> homes = Files.list(parent)) {
                    homes.sorted().forEach(home -> {
                        candidates.add(home);
                        candidates.add(home.resolve("Contents/Home"));
                    });
                }
            }
        }
        return candidates;
    }

    /** The feature version that a JDK's {@code release} file states; 0 where there is none. */
    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        for (String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION=")) {
                String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
                return Integer.parseInt(version.split("\\.", -1)[0]);
            }
        }
        return 0;
    }
}
