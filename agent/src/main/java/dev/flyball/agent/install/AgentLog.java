package dev.flyball.agent.install;

import java.io.PrintStream;

/**
 * The agent's lines on the standard error stream. It avoids every logging library, because those may belong to the
 * program and must not be started before it. Thread-safe.
 */
final class AgentLog {

    private final PrintStream out;
    private final boolean debugging;

    AgentLog(PrintStream out, boolean debugging) {
        this.out = out;
        this.debugging = debugging;
    }

    void debug(String line) {
        if (debugging) {
            print("DEBUG ", line);
        }
    }

    void info(String line) {
        print("INFO  ", line);
    }

    void warn(String line) {
        print("WARN  ", line);
    }

    void error(String line) {
        print("ERROR ", line);
    }

    /** A failure in one line; its stack only when debugging. */
    void error(String line, Throwable failure) {
        print("ERROR ", line + ": " + failure);
        if (debugging) {
            failure.printStackTrace(out);
        }
    }

    private void print(String level, String line) {
        out.println("[flyball] " + level + line);
    }
}
