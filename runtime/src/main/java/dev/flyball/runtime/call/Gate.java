package dev.flyball.runtime.call;

import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import org.jspecify.annotations.Nullable;

/**
 * A policy at the two moments around a call: it admits before the body and settles after it. Many threads call one gate
 * at once. Between the two moments a gate remembers one {@code long}, its note, which the ticket keeps for it.
 *
 * <p>An abstract class rather than an interface: a call through a class's method table is the cheaper one where a
 * program uses several kinds of gate.
 *
 * <p>Answers of {@link #admit}: zero or more admits and is the note; a negative number refuses. {@link #NEVER} refuses
 * without knowing when a retry could succeed, {@link #INTERRUPTED} because the wait was interrupted, any other negative
 * number is {@link #refusedFor} a number of nanoseconds.
 */
public abstract class Gate {

    /** The note of a gate that needs none. */
    public static final long ADMITTED = 0;

    /**
     * The note of a gate that needs none but let the call wait, so that the time is no longer what it was. A gate with
     * notes of its own may say so in another way: {@link #waited}.
     */
    public static final long WAITED = 1;

    /** Refused, and nobody knows when a retry could succeed. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Refused because the wait was interrupted; the thread's interrupt flag stays set. */
    public static final long INTERRUPTED = Long.MIN_VALUE + 1;

    /** Neither yet: the turn's callback will say. Only from {@link #admitLater}. */
    public static final long PENDING = Long.MIN_VALUE + 2;

    private final boolean readsAdmission;
    private final boolean readsSettlement;
    private final boolean mayWait;
    private final boolean ownNotes;
    private final boolean leaves;

    /**
     * @param readsAdmission whether {@link #admit} uses {@code now}
     * @param readsSettlement whether {@link #settle} uses {@code startedAt} or {@code now}
     * @param mayWait whether {@link #admit} may park, or {@link #admitLater} answer {@link #PENDING}; such a gate
     *     answers {@link #WAITED} after a wait
     */
    protected Gate(boolean readsAdmission, boolean readsSettlement, boolean mayWait) {
        this(readsAdmission, readsSettlement, mayWait, false);
    }

    /** @param ownNotes whether calls often get notes that differ from the previous call's */
    protected Gate(boolean readsAdmission, boolean readsSettlement, boolean mayWait, boolean ownNotes) {
        this(readsAdmission, readsSettlement, mayWait, ownNotes, false);
    }

    /** @param leaves whether this gate holds something of the thread that it admits, and wants to hear {@link #leave} */
    protected Gate(boolean readsAdmission, boolean readsSettlement, boolean mayWait, boolean ownNotes, boolean leaves) {
        this.readsAdmission = readsAdmission;
        this.readsSettlement = readsSettlement;
        this.mayWait = mayWait;
        this.ownNotes = ownNotes;
        this.leaves = leaves;
    }

    /** The answer that refuses and asks to come back after {@code retryAfterNanos}. */
    public static long refusedFor(long retryAfterNanos) {
        return -1 - retryAfterNanos;
    }

    /** The nanoseconds that {@link #refusedFor} put into an answer, or {@link RefusedException#UNKNOWN}. */
    public static long retryAfter(long answer) {
        return answer <= PENDING ? RefusedException.UNKNOWN : -1 - answer;
    }

    /**
     * Admits or refuses the call; may park the thread where the rule lets a call wait.
     *
     * @param now the clock's reading, or 0 where no gate of the plan reads it
     * @param key the value of the {@code @Key} parameter, null where there is none (null is a key too)
     */
    public abstract long admit(long now, @Nullable Object key);

    /**
     * As {@link #admit}, but parks no thread: a call that must wait answers {@link #PENDING}, and {@code turn} hears the
     * final answer exactly once.
     */
    public long admitLater(long now, @Nullable Object key, Turn turn) {
        return admit(now, key);
    }

    /**
     * Settles a call that this gate admitted, exactly once, however it ended.
     *
     * @param note this gate's answer to {@link #admit}
     * @param startedAt the clock's reading at admission, or 0 where no gate reads it
     * @param now the clock's reading at settlement, or 0 where no gate reads it
     * @param failure what the call ended with, unwrapped, or null if it returned. A {@link RefusedException} means the
     *     body did not run to an end of its own: a gate further in, or a governed method it called, refused
     */
    public abstract void settle(long note, long startedAt, long now, @Nullable Throwable failure);

    /**
     * The thread that admitted the call goes on without it: a stage method's body has returned its stage, or the call
     * waits further in. Called at most once, on that thread, before {@link #settle} can come from another one; a call
     * that never leaves, such as any plain method's, is settled on the thread that admitted it. Only for gates that were
     * made with {@code leaves}.
     *
     * @param ran whether the thread ran the body before it left
     * @return the note to settle with
     */
    public long leave(long note, boolean ran) {
        return note;
    }

    /** The exception for a negative answer. */
    public abstract RefusedException refusal(long answer, String method, @Nullable Object key);

    /** Names this gate's meters; called once per registry. */
    public abstract void describe(MeterVisitor visitor);

    /** Registers what can be under pressure here, if anything; another gate's registration of the same id gives place. */
    public void register(BackpressureManager pressure) {}

    /** The policy and the instance in one word, as a configuration key begins: {@code bulkhead.orders}. */
    public final String id() {
        return policy() + "." + name();
    }

    /** The policy's word, as plans and configuration spell it: {@code rate-limited}. */
    public abstract String policy();

    /** Why a negative answer refused, in a word from a closed set. */
    public String reason(long answer) {
        return answer == INTERRUPTED ? "interrupted" : "refused";
    }

    /** The name of the policy instance behind this gate. */
    public abstract String name();

    /** Whether {@link #admit} uses the time. */
    public final boolean readsAdmission() {
        return readsAdmission;
    }

    /** Whether {@link #settle} uses the time. */
    public final boolean readsSettlement() {
        return readsSettlement;
    }

    /** Whether notes often differ from call to call, so that calls had better not share a ticket. */
    public final boolean ownNotes() {
        return ownNotes;
    }

    /** Whether this gate wants to hear of threads that {@link #leave}. */
    public final boolean leaves() {
        return leaves;
    }

    /** Whether a call with that note waited at this gate. */
    public boolean waited(long note) {
        return mayWait && note == WAITED;
    }

    /** Whether a call may wait at this gate. */
    public final boolean mayWait() {
        return mayWait;
    }
}
