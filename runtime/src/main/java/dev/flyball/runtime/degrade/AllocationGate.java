package dev.flyball.runtime.degrade;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Holds the calls of one name to its grant: each takes a worker, and reserves the memory that such calls usually
 * allocate, until it is settled. The note is an {@link AllocationNote}.
 */
public final class AllocationGate extends Gate {

    /** As many run as are granted. */
    static final long NO_WORKER = NEVER;

    /** What is reserved already leaves no room. */
    static final long NO_MEMORY = refusedFor(0);

    private final String name;
    private final Account account;
    private final Allocations allocations;

    AllocationGate(String name, Account account, Allocations allocations) {
        super(true, false, false, true, true);
        this.name = name;
        this.account = account;
        this.allocations = allocations;
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        return allocations.admit(account, now);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        account.give(AllocationNote.reserved(note));
        if (failure == null || !(failure instanceof RefusedException)) {
            allocations.measure(account, note);
        }
    }

    @Override
    public long leave(long note, boolean ran) {
        return ran ? allocations.measure(account, note) : AllocationNote.unmeasured(note);
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return new AllocationExceededException(method, account, answer == NO_MEMORY);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.counter(
                "rejections", account.withoutWorkers::sum, "name", name, "policy", policy(), "reason", "workers");
        visitor.counter("rejections", account.withoutMemory::sum, "name", name, "policy", policy(), "reason", "memory");
    }

    @Override
    public String policy() {
        return "allocation";
    }

    @Override
    public String reason(long answer) {
        return answer == NO_MEMORY ? "memory" : "workers";
    }

    @Override
    public String name() {
        return name;
    }
}
