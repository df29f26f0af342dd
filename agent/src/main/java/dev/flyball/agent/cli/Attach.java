package dev.flyball.agent.cli;

import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * {@code attach <pid> [key=value;...]} and {@code attach --list}. The attach API is called by reflection: it belongs to
 * the system loader, which the agent's own does not see, and a JRE may lack it.
 */
final class Attach {

    private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";

    private final File jar;
    private final PrintStream out;
    private final PrintStream err;

    Attach(File jar, PrintStream out, PrintStream err) {
        this.jar = jar;
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) throws ReflectiveOperationException {
        Class<?> machine;
        try {
            machine = ClassLoader.getSystemClassLoader().loadClass(MACHINE);
        } catch (ClassNotFoundException absent) {
            err.println(
                    "[no-attach-module] this Java lacks the module jdk.attach; use a JDK of the program's version.");
            return Commands.MISUSED;
        }
        if (arguments.equals(List.of("--list"))) {
            return list(machine);
        }
        if (arguments.isEmpty() || arguments.size() > 2 || !arguments.get(0).matches("[0-9]+")) {
            err.println(
                    "[no-pid] attach needs the process id of a Java program: attach 4711; attach --list shows them.");
            return Commands.MISUSED;
        }
        return attach(machine, arguments.get(0), arguments.size() == 2 ? arguments.get(1) : "");
    }

    private int list(Class<?> machine) throws ReflectiveOperationException {
        String own = String.valueOf(ProcessHandle.current().pid());
        Class<?> descriptor = ClassLoader.getSystemClassLoader().loadClass(MACHINE + "Descriptor");
        for (Object running : (List<?>) machine.getMethod("list").invoke(null)) {
            String pid = (String) descriptor.getMethod("id").invoke(running);
            if (!pid.equals(own)) {
                out.println(pid + "  " + descriptor.getMethod("displayName").invoke(running));
            }
        }
        return 0;
    }

    private int attach(Class<?> machine, String pid, String options) throws ReflectiveOperationException {
        try {
            Object attached = machine.getMethod("attach", String.class).invoke(null, pid);
            try {
                machine.getMethod("loadAgent", String.class, String.class)
                        .invoke(attached, jar.getAbsolutePath(), options);
            } finally {
                machine.getMethod("detach").invoke(attached);
            }
        } catch (InvocationTargetException refused) {
            err.println("[not-attached] process " + pid + ": " + refused.getTargetException()
                    + ". It must be a JVM of the same user, of Java 17 or newer, that was not started with"
                    + " -XX:+DisableAttachMechanism.");
            return Commands.MISUSED;
        }
        out.println("attached to " + pid + "; its standard error tells what is governed");
        return 0;
    }
}
