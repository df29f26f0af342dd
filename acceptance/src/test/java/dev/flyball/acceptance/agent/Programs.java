package dev.flyball.acceptance.agent;

import com.typesafe.config.Config;
import dev.flyball.annotation.RateLimited;
import dev.flyball.model.MethodPlan;
import dev.flyball.runtime.call.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** Programs that users could have written, compiled as they would compile them. */
final class Programs {

    private Programs() {}

    /** A source file of this package's resources. */
    static String source(String name) {
        try (InputStream in = Programs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Compiles sources, each {@code path=text}, into {@code folder/classes}, without any annotation processor. */
    static Path compile(Path folder, List<String> options, String... sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Path classes = folder.resolve("classes");
        try {
            List<String> arguments =
                    new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", classes.toString()));
            arguments.addAll(options);
            for (String source : sources) {
                int equals = source.indexOf('=');
                Path file = folder.resolve("sources").resolve(source.substring(0, equals));
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.substring(equals + 1));
                arguments.add(file.toString());
            }
            StringWriter complaints = new StringWriter();
            var task = javac.getTask(
                    complaints,
                    null,
                    null,
                    arguments.subList(0, arguments.size() - sources.length),
                    null,
                    javac.getStandardFileManager(null, null, null)
                            .getJavaFileObjectsFromStrings(
                                    arguments.subList(arguments.size() - sources.length, arguments.size())));
            if (!task.call()) {
                throw new AssertionError(complaints);
            }
            return classes;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static Path annotations() {
        return home(RateLimited.class);
    }

    /** The runtime and what it needs. */
    static Path[] runtime() {
        return Stream.of(RefusedException.class, MethodPlan.class, RateLimited.class, Config.class, Logger.class)
                .map(Programs::home)
                .toArray(Path[]::new);
    }

    static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
