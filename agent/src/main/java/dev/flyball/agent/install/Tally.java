package dev.flyball.agent.install;

import java.util.concurrent.atomic.AtomicInteger;

/** What the agent did, in numbers. Thread-safe; each number only grows. */
final class Tally {

    final AtomicInteger classes = new AtomicInteger();
    final AtomicInteger methods = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    /** One line for the end of a program. */
    String summary() {
        return "governed " + methods + " methods in " + classes + " classes; " + refused + " declarations refused, "
                + failures + " classes left as they were after a failure";
    }
}
