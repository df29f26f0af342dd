package dev.flyball.runtime.observe;

import java.util.concurrent.atomic.LongAdder;

/** Bugs of ours that a call survived: each is counted, and logged at a limited rate. Thread-safe. */
public final class InternalErrors implements MeterSource {

    private final LongAdder count = new LongAdder();
    private final EventLog log;

    /** Logs to {@code log}. */
    public InternalErrors(EventLog log) {
        this.log = log;
    }

    /** A gate of {@code method} threw, and the call went on without it. Never throws. */
    public void failedOpen(String method, Throwable bug) {
        count.increment();
        log.warn(method, "[failed-open] governing " + method + " failed; the call went on ungoverned", bug);
    }

    /** How many there were. */
    public long count() {
        return count.sum();
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.counter("internal.errors", count::sum);
    }
}
