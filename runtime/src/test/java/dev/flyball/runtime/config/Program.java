package dev.flyball.runtime.config;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program's surroundings, made up by a test: properties, environment, files and class path, none of them real. */
final class Program {

    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Map<Path, byte[]> files = new HashMap<>();
    final Map<String, String> resources = new LinkedHashMap<>();

    Program property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    Program variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A file among those of {@code flyball.config.files}. */
    Program file(String name, String... lines) {
        properties.merge("flyball.config.files", name, (before, now) -> before + "," + now);
        return otherFile(name, lines);
    }

    /** A file that nothing names yet. */
    Program otherFile(String name, String... lines) {
        files.put(absolute(name), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A {@code META-INF/flyball.conf} in a jar of that name. */
    Program jar(String name, String... lines) {
        resources.put(name, String.join("\n", lines));
        return this;
    }

    ConfigSource source() {
        return new ConfigSource(properties, environment, this::read, new Resources());
    }

    ConfigView load() {
        return new ConfigLoader(source()).load();
    }

    List<String> problems() {
        return texts(load().problems());
    }

    static List<String> texts(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::text).toList();
    }

    static Path absolute(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    private byte[] read(Path file, int limit) throws IOException {
        byte[] bytes = files.get(file);
        if (bytes == null) {
            throw new NoSuchFileException(file.toString());
        }
        return Arrays.copyOf(bytes, Math.min(limit, bytes.length));
    }

    /** The plan of {@code com.acme.Payments.pay()} with these policies. */
    static MethodPlan pay(PolicyPlan... policies) {
        return new MethodPlan("com.acme.Payments", "pay", "()V", List.of(policies), List.of(), "", false);
    }

    /** A policy as an annotation declares it: name, then attribute and value by turns. */
    static PolicyPlan policy(PolicyKind kind, String name, String... written) {
        Map<String, String> values = new HashMap<>(Map.of("name", name));
        for (int i = 0; i < written.length; i += 2) {
            values.put(written[i], written[i + 1]);
        }
        return PolicyPlan.of(kind, values);
    }

    /** A loader whose resources are this program's. */
    private final class Resources extends ClassLoader {
        Resources() {
            super(null);
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            return name.equals("META-INF/flyball.conf")
                    ? Collections.enumeration(
                            resources.keySet().stream().map(this::url).collect(Collectors.toList()))
                    : Collections.emptyEnumeration();
        }

        private URL url(String jar) {
            try {
                return new URL(
                        "test", "", -1, jar + "!/META-INF/flyball.conf", new Handler(resources.getOrDefault(jar, "")));
            } catch (MalformedURLException wrong) {
                throw new UncheckedIOException(wrong);
            }
        }
    }

    private static final class Handler extends URLStreamHandler {
        private final String text;

        Handler(String text) {
            this.text = text;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }
}
