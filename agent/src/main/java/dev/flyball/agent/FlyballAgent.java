package dev.flyball.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The door through which a JVM, or a shell, enters the agent.
 *
 * <p>Rules of this class, for it runs before the program and in its class path: it lets nothing escape, since what
 * {@code premain} throws kills the JVM; it starts nothing that a program may want to start first ({@code java.util.logging},
 * {@code java.nio.file}, JMX, SLF4J, lambdas); and it knows the rest of the agent by one name and one signature, because
 * that rest lives in a loader of its own, out of sight of every class path.
 */
public final class FlyballAgent {

    private static final String INSTALLER = "dev.flyball.agent.install.Installer";
    private static final String COMMANDS = "dev.flyball.agent.cli.Commands";

    private static boolean running;

    private FlyballAgent() {}

    /** Entered before the program's {@code main}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** Entered when attached to a running JVM. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** Entered from a shell. */
    public static void main(String[] arguments) throws Throwable {
        try {
            Object exitCode = rest(COMMANDS)
                    .getMethod("run", String[].class, String.class, File.class)
                    .invoke(null, arguments, version(), jar());
            System.exit((Integer) exitCode);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static synchronized void start(String arguments, Instrumentation instrumentation, boolean attached) {
        try {
            if (running) {
                System.err.println(
                        "[flyball] WARN  [agent-twice] the agent runs in this JVM already; this one does nothing."
                                + " Name it in one -javaagent option, or attach it once.");
                return;
            }
            running = true;
            rest(INSTALLER)
                    .getMethod("start", String.class, Instrumentation.class, boolean.class, String.class)
                    .invoke(null, arguments, instrumentation, attached, version());
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private static void report(Throwable failure) {
        try {
            System.err.println(
                    "[flyball] ERROR [agent-not-started] the agent could not start, the program runs ungoverned: "
                            + (failure.getCause() == null ? failure : failure.getCause())
                            + ". The jar may be damaged: compare it with the published one.");
        } catch (Throwable hopeless) {
            // Nothing may reach the JVM from here.
        }
    }

    /** A class of the agent's inner part; of the class path where the agent was not packed into its jar. */
    private static Class<?> rest(String name) throws Exception {
        File jar = jar();
        ClassLoader loader = jar.isFile() ? new AgentLoader(new JarFile(jar)) : FlyballAgent.class.getClassLoader();
        return Class.forName(name, true, loader);
    }

    private static File jar() throws Exception {
        return new File(FlyballAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String version() throws Exception {
        File file = jar();
        if (!file.isFile()) {
            return "unpacked";
        }
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            return manifest == null
                    ? "unknown"
                    : String.valueOf(manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        }
    }
}
