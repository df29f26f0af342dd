package dev.flyball.benchmarks.work;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Who calls: each thread goes round the same few hundred callers, from a place of its own. */
@State(Scope.Thread)
public class Keys {

    private static final int CALLERS = 256;
    private static final String[] NAMES = new String[CALLERS];

    static {
        for (int i = 0; i < CALLERS; i++) {
            NAMES[i] = "caller-" + i;
        }
    }

    private int next = (int) (Thread.currentThread().getId() * 101);

    /** The next caller's name. */
    public String next() {
        return NAMES[next++ & (CALLERS - 1)];
    }
}
