package dev.flyball.runtime.call;

import org.jspecify.annotations.Nullable;

/**
 * A gate that may decide that a call has ended otherwise than its body did. It is asked when the body has ended, before
 * any gate settles, so that the gates further in and further out see the same ending. A method has at most one.
 *
 * <p>A plain method's call is admitted by {@link #admit} and then {@linkplain #overrule decided} once, on the same
 * thread. A stage method's call parks no thread: it is admitted by {@link #admitLater}, watches the time itself, and
 * either {@link #expired} or {@link #endedInTime} is told how it came out.
 */
public abstract class ArbiterGate extends Gate {

    protected ArbiterGate() {
        super(true, false, false, true);
    }

    /**
     * Decides how the call ends, once for each call that {@link #admit} let in, however its body ended.
     *
     * @param note this gate's answer to {@link #admit}
     * @param method the governed method, as {@code Owner.method}
     * @param failure what the body ended with, or null if it returned
     * @return what the call ends with instead, or null if the body's ending stands
     */
    public abstract @Nullable Throwable overrule(long note, String method, @Nullable Throwable failure);

    /** Whether the body's ending will not stand whatever it is, so that nothing need be tried any more. */
    public abstract boolean decided(long note);

    /** How many nanoseconds a stage call that is admitted now may take. */
    public abstract long patience();

    /** The ending of a stage call whose time is up after {@code nanos}. */
    public abstract Throwable expired(String method, long nanos);

    /** A stage call has ended within its time. */
    public abstract void endedInTime(@Nullable Throwable failure);

    /** Does nothing: {@link #overrule} came first. */
    @Override
    public final void settle(long note, long startedAt, long now, @Nullable Throwable failure) {}
}
