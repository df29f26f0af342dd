package dev.flyball.agent.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code java -jar flyball-agent.jar <command>}; the entry class knows it by name. */
public final class Commands {

    /** The exit code of a command that was used wrongly, or could not be carried out. */
    static final int MISUSED = 2;

    private static final String USAGE = String.join(
            System.lineSeparator(),
            "  java -javaagent:flyball-agent.jar[=key=value;...] ...   governs the annotated methods of a program",
            "",
            "  java -jar flyball-agent.jar explain <jar|dir>...         the plan of every governed method, gate by gate",
            "  java -jar flyball-agent.jar scan <jar|dir>...            governed and declined methods, a line each",
            "  java -jar flyball-agent.jar scan --write-index <jar|dir> and META-INF/flyball/governed.idx beside the classes",
            "  java -jar flyball-agent.jar attach <pid> [key=value;...] governs a program that runs already",
            "  java -jar flyball-agent.jar attach --list                programs that run here");

    private Commands() {}

    /** Carries out a command; answers the exit code. */
    public static int run(String[] arguments, String version, File jar) throws Exception {
        return run(List.of(arguments), version, jar, System.out, System.err);
    }

    static int run(List<String> arguments, String version, File jar, PrintStream out, PrintStream err)
            throws Exception {
        if (arguments.isEmpty()) {
            out.println("flyball " + version);
            out.println(USAGE);
            return 0;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.get(0)) {
                case "explain" -> new Explain(out, err).run(rest);
                case "scan" -> new Scan(out, err).run(rest);
                case "attach" -> new Attach(jar, out, err).run(rest);
                case "help", "--help", "-h", "version", "--version" -> run(List.of(), version, jar, out, err);
                default -> {
                    err.println("[unknown-command] there is no command " + arguments.get(0)
                            + "; those that exist are explain, scan and attach.");
                    err.println(USAGE);
                    yield MISUSED;
                }
            };
        } catch (IOException unreadable) {
            err.println("[unreadable] " + unreadable.getMessage());
            return MISUSED;
        }
    }
}
