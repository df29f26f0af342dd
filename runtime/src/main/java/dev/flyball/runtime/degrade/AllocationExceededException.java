package dev.flyball.runtime.degrade;

import dev.flyball.runtime.call.RefusedException;

/** A call that was not run because its name's grant of workers or memory is used up. */
public final class AllocationExceededException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final boolean memory;
    private final int running;
    private final long reserved;
    private final long estimate;
    private final Priority priority;
    private final int workers;
    private final long granted;

    AllocationExceededException(String method, Account account, boolean memory) {
        this(method, account, account.grant, memory);
    }

    private AllocationExceededException(String method, Account account, Grant grant, boolean memory) {
        super("", method, grant.policy().name(), UNKNOWN);
        this.memory = memory;
        this.running = account.running();
        this.reserved = account.reserved();
        this.estimate = account.estimate();
        this.priority = grant.policy().priority();
        this.workers = grant.workers();
        this.granted = grant.memory();
    }

    /** Whether memory is what was lacking, not workers. */
    public boolean memory() {
        return memory;
    }

    /** Calls at a time that were granted. */
    public int workers() {
        return workers;
    }

    /** Bytes that were granted. */
    public long bytes() {
        return granted;
    }

    @Override
    public String getMessage() {
        String who = method() + " (allocation " + policy() + ", priority " + priority + ") ";
        return memory
                ? "[allocation-memory] " + who + "has reserved " + reserved + " of " + granted
                        + " granted bytes and needs about " + estimate
                        + "; raise its minMemory or priority, or retry later"
                : "[allocation-workers] " + who + "runs " + running + " of " + workers
                        + " granted calls; raise its minWorkers or priority, or retry later";
    }
}
