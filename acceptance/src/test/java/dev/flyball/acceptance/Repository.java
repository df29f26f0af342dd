package dev.flyball.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout lies. */
public final class Repository {

    private Repository() {}

    /** The folder that holds ARCHITECTURE.md, at or above the folder the tests run in. */
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no ARCHITECTURE.md at or above " + Path.of("").toAbsolutePath());
    }
}
