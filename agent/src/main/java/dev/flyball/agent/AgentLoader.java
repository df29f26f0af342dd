package dev.flyball.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The loader of the agent's inner part: classes that lie in the jar as {@code inst/….classdata}, where no class path and
 * no scanner of one finds them. Its parent is the platform's loader, so nothing of the program shines through, and
 * nothing of the agent out. Thread-safe, parallel capable; the jar stays open as long as the JVM runs.
 */
final class AgentLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;

    AgentLoader(JarFile jar) {
        super("flyball", ClassLoader.getPlatformClassLoader());
        this.jar = jar;
    }

    private static String place(String resource) {
        return "inst/" + (resource.endsWith(".class") ? resource + "data" : resource);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ZipEntry entry = jar.getEntry(place(name.replace('.', '/') + ".class"));
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] file = in.readAllBytes();
            return defineClass(name, file, 0, file.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        String place = place(name);
        if (jar.getEntry(place) == null) {
            return null;
        }
        try {
            return new URL("jar:file:" + jar.getName() + "!/" + place);
        } catch (MalformedURLException impossible) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return Collections.enumeration(found == null ? List.of() : List.of(found));
    }
}
