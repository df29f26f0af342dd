package dev.flyball.agent.link;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * The one class that woven code mentions, brought to where every loader and module sees it. Used by one thread, once.
 *
 * <p>{@code java.lang} is opened to the agent alone and the class defined there: no jar on disk, no Unsafe. Where a JVM
 * forbids that, the same class goes onto the boot path under another name.
 */
public final class Bridge {

    private static final String IN_JAVA_LANG = "java.lang.FlyballLink";
    private static final String ON_BOOT_PATH = "java.flyball.Link";

    private final Instrumentation instrumentation;
    private final boolean onBootPath;

    /** A bridge for the JVM of this instrumentation; {@code onBootPath} leaves {@code java.lang} alone from the start. */
    public Bridge(Instrumentation instrumentation, boolean onBootPath) {
        this.instrumentation = instrumentation;
        this.onBootPath = onBootPath;
    }

    /**
     * Defines the class and hands it {@code linker}, of type {@code (Lookup, String, MethodType, Object[]) CallSite}.
     *
     * @return the class's binary name
     */
    public String define(MethodHandle linker) throws Throwable {
        byte[] file = file();
        Class<?> link = onBootPath ? onBootPath(file) : wherePossible(file);
        set(link, linker);
        return link.getName();
    }

    private Class<?> wherePossible(byte[] file) throws IOException, ClassNotFoundException {
        try {
            return inJavaLang(file);
        } catch (LinkageError | ReflectiveOperationException | RuntimeException refused) {
            return onBootPath(file);
        }
    }

    private static byte[] file() throws IOException {
        try (InputStream in = Bridge.class.getResourceAsStream("FlyballLink.classdata")) {
            if (in == null) {
                throw new IOException("[no-bridge] the agent's jar lacks its bridge; it is damaged");
            }
            return in.readAllBytes();
        }
    }

    private Class<?> inJavaLang(byte[] file) throws ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Bridge.class.getModule())),
                Set.of(),
                Map.of());
        return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                .defineClass(file);
    }

    private Class<?> onBootPath(byte[] file) throws IOException, ClassNotFoundException {
        File jar = File.createTempFile("flyball-bridge", ".jar");
        jar.deleteOnExit();
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(ON_BOOT_PATH.replace('.', '/') + ".class"));
            out.write(renamed(file));
            out.closeEntry();
        }
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        return Class.forName(ON_BOOT_PATH, true, null);
    }

    private static byte[] renamed(byte[] file) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file)
                .accept(
                        new ClassRemapper(
                                writer,
                                new SimpleRemapper(
                                        OpenedClassReader.ASM_API,
                                        IN_JAVA_LANG.replace('.', '/'),
                                        ON_BOOT_PATH.replace('.', '/'))),
                        0);
        return writer.toByteArray();
    }

    private static void set(Class<?> link, MethodHandle linker) throws Throwable {
        MethodHandles.privateLookupIn(link, MethodHandles.lookup())
                .findStaticSetter(link, "linker", MethodHandle.class)
                .invokeExact(linker);
    }
}
