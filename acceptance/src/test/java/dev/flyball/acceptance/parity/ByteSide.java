package dev.flyball.acceptance.parity;

import dev.flyball.acceptance.Repository;
import dev.flyball.model.DeclaredType;
import dev.flyball.model.PlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agent's reader, over a folder of class files. Its classes are taken from where the agent's module was compiled to:
 * the packaged agent hides them from everybody.
 */
final class ByteSide implements AutoCloseable {

    private final URLClassLoader agent;
    private final Method read;
    private final Class<?> typeSource;

    ByteSide() throws IOException, ReflectiveOperationException {
        Path classes = Repository.root().resolve("agent/target/classes");
        agent = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ByteSide.class.getClassLoader());
        typeSource = agent.loadClass("dev.flyball.agent.read.TypeSource");
        read = agent.loadClass("dev.flyball.agent.read.BytecodeReader").getMethod("read", byte[].class, typeSource);
    }

    /** What every class of the folder means with all the others in view, as if inherit and stereotypes covered them. */
    Meaning read(Path folder) throws IOException, ReflectiveOperationException {
        Object around = Proxy.newProxyInstance(
                agent, new Class<?>[] {typeSource}, (proxy, method, arguments) -> find(folder, (String) arguments[0]));
        Meaning meaning = Meaning.empty();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            meaning.add(PlanReader.read((DeclaredType) read.invoke(null, Files.readAllBytes(file), around)));
        }
        return meaning;
    }

    private static byte[] find(Path folder, String name) throws IOException {
        String path = name.replace('.', '/') + ".class";
        Path file = folder.resolve(path);
        if (Files.isRegularFile(file)) {
            return Files.readAllBytes(file);
        }
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        agent.close();
    }
}
