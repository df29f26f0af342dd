package dev.flyball.runtime.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows an {@code include} to files below the including one, and nowhere else: the library's own includer would open
 * connections while it parses. A file that is not there is an empty one, as HOCON has it, unless it is required.
 */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private final FileSet files;
    private final List<Path> chain;
    private final String shown;
    private final Consumer<ConfigProblem> problems;

    /** Includes from the last file of {@code chain}, which people know as {@code shown}. */
    Includes(FileSet files, List<Path> chain, String shown, Consumer<ConfigProblem> problems) {
        this.files = files;
        this.chain = List.copyOf(chain);
        this.shown = shown;
        this.problems = problems;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        boolean required = !context.parseOptions().getAllowMissing();
        Path file = below(what);
        return file == null ? nothing() : include(file, what, required);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return refuse(what.toString(), "is a URL");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return refuse(what, "is on the class path");
    }

    /** The file meant, if it lies below the including file's folder. */
    private @Nullable Path below(String what) {
        if (chain.isEmpty()) {
            refuse(what, "is included from the class path");
            return null;
        }
        Path folder = chain.get(chain.size() - 1).toAbsolutePath().normalize().getParent();
        try {
            Path file = folder == null ? null : folder.resolve(what).normalize();
            if (file == null || !file.startsWith(folder)) {
                refuse(what, "lies elsewhere");
                return null;
            }
            return file;
        } catch (InvalidPathException notAPath) {
            refuse(what, "is no path");
            return null;
        }
    }

    private ConfigObject include(Path file, String what, boolean required) {
        String place = sibling(what);
        if (chain.contains(file)) {
            return refuse(what, "includes itself");
        }
        try {
            String text = files.read(file);
            ConfigProblem misshapen = Shape.check(place, text);
            if (misshapen != null) {
                problems.accept(misshapen);
                return nothing();
            }
            List<Path> longer = new ArrayList<>(chain);
            longer.add(file);
            return HoconReader.parse(place, text, new Includes(files, longer, place, problems))
                    .root();
        } catch (NoSuchFileException missing) {
            return required ? refuse(what, "does not exist") : nothing();
        } catch (IOException unreadable) {
            return refuse(what, String.valueOf(unreadable.getMessage()));
        }
    }

    /** The included file as people would write it beside the including one. */
    private String sibling(String what) {
        int slash = Math.max(shown.lastIndexOf('/'), shown.lastIndexOf(File.separatorChar));
        return shown.substring(0, slash + 1) + what;
    }

    private ConfigObject refuse(String what, String why) {
        problems.accept(ConfigProblem.in(
                shown,
                "config-include",
                "includes \"" + what + "\", which " + why,
                "include a file in the same folder or below it"));
        return nothing();
    }

    private static ConfigObject nothing() {
        return ConfigFactory.empty().root();
    }
}
