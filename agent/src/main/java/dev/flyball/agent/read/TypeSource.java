package dev.flyball.agent.read;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where class files of further types come from: super types, and annotations that carry ours. */
@FunctionalInterface
public interface TypeSource {

    /** The JDK's own types and nothing of any program. */
    TypeSource PLATFORM =
            name -> name.startsWith("java.") ? resource(ClassLoader.getPlatformClassLoader(), name) : null;

    /** The class file of the type with this binary name; null if it is not known here. */
    byte @Nullable [] find(String name);

    /** This source, then the other. */
    default TypeSource or(TypeSource other) {
        return name -> {
            byte[] file = find(name);
            return file == null ? other.find(name) : file;
        };
    }

    /** A class file as a loader's resource. */
    static byte @Nullable [] resource(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }
}
