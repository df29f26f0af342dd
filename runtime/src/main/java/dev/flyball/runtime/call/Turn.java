package dev.flyball.runtime.call;

/** A stage call's place in a gate's queue, seen from the call. */
public interface Turn {

    /** The gate's final answer, exactly once, from any thread: a note, or a refusal as {@link Gate#admit} gives it. */
    void done(long answer);

    /**
     * Says how to leave the queue. The gate calls this before it answers {@link Gate#PENDING}; the caller's
     * cancellation runs {@code leave}, after which {@link #done} may still come: an admission is then settled at once.
     */
    void onCancel(Runnable leave);
}
