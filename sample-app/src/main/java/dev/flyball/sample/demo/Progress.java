package dev.flyball.sample.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * The line that says what is being done: rewritten in place on a terminal, else one line per thing done. Used by one
 * thread.
 */
final class Progress {

    private static final int WIDTH = 108;
    private static final long REDRAW_NANOS = 100_000_000;

    private static final long NEVER = -1;

    private final PrintStream out;
    private final boolean terminal;
    private final String label;
    private String current = "";
    private long drawn = NEVER;

    /** @param label who speaks, before each line */
    Progress(PrintStream out, boolean terminal, String label) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
    }

    /** Something begins. */
    void say(String what) {
        if (!what.equals(current)) {
            current = what;
            drawn = NEVER;
            show(what + " ...");
        }
    }

    /** Something goes on, so far into its length. */
    void at(String what, long nanos, Duration length) {
        say(what);
        if (terminal && (drawn == NEVER || nanos - drawn > REDRAW_NANOS)) {
            drawn = nanos;
            show(String.format(Locale.ROOT, "%s  %.1f of %.1f s", what, nanos / 1e9, length.toMillis() / 1e3));
        }
    }

    /** So many of so many are done. */
    void count(String what, int done, int all) {
        if (terminal) {
            show(String.format(Locale.ROOT, "%,d of %,d %s", done, all, what));
        }
    }

    /** Everything is done; the line stays. */
    void done(String what) {
        show(what);
        if (terminal) {
            out.println();
        }
    }

    private void show(String text) {
        String line = label + ": " + text;
        if (terminal) {
            String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
            out.print("\r" + cut + " ".repeat(WIDTH - cut.length()) + "\r" + cut);
            out.flush();
        } else {
            out.println(line);
        }
    }
}
