package dev.flyball.runtime.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task of a {@link TaskGroup}, and what became of it. Thread-safe.
 *
 * <p>All that decides is written under the group's lock; {@code state} is volatile and written last, so that whoever sees
 * a final state also sees the rest without the lock. {@code thread} has this task's own monitor: an interrupt is sent
 * while holding it, and the end of the body takes it, so that no interrupt of ours arrives after that end. {@code stage}
 * has that monitor, too: whoever tells the task to stop finds the thread or the stage, or the body finds that it was told.
 */
public final class GroupTask<T extends @Nullable Object> {

    final long order;
    private final Object key;
    private final int priority;

    /** What is run; of a task that goes on as a stage, what answers with the stage. */
    private @Nullable Callable<?> body;

    private final boolean staged;
    private @Nullable Thread thread;
    private @Nullable CompletableFuture<? extends T> stage;
    private boolean interrupted;

    /** What this task will have become once its body ends, if that was decided before. */
    private @Nullable TaskState stopped;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private @Nullable String reason;
    private long completion;
    private volatile TaskState state = TaskState.WAITING;

    /** @param staged whether the body answers with a stage, and the task ends when that does */
    GroupTask(Object key, Callable<?> body, boolean staged, int priority, long order) {
        this.key = key;
        this.body = body;
        this.staged = staged;
        this.priority = priority;
        this.order = order;
    }

    /** What the task was forked under. */
    public Object key() {
        return key;
    }

    /** A task with a higher one starts earlier. */
    public int priority() {
        return priority;
    }

    /** Where it is now. */
    public TaskState state() {
        return state;
    }

    /**
     * The how-manieth of its group this task was to end, from 1; 0 until then. No two tasks share a number, and a task
     * that ended because of another's end has the larger one.
     */
    public long completion() {
        return state.isFinal() ? completion : 0;
    }

    /** Why it was cancelled, timed out, or never started; null in every other state. */
    public @Nullable String reason() {
        return state.isFinal() ? reason : null;
    }

    /**
     * What the task returned.
     *
     * @throws IllegalStateException unless it {@link TaskState#SUCCEEDED}
     */
    @SuppressWarnings("NullAway") // null only where T may be
    public T result() {
        TaskState now = state;
        if (now != TaskState.SUCCEEDED) {
            throw new IllegalStateException("[no-result] task " + key + " is " + now
                    + (reason() == null ? "" : " (" + reason() + ")") + "; ask state() first");
        }
        return result;
    }

    /**
     * What the task threw; null if it threw nothing. Also what a task threw that had been told to stop, often an
     * {@link InterruptedException}.
     */
    public @Nullable Throwable failure() {
        return state.isFinal() ? failure : null;
    }

    /**
     * How it ended, as a value or a failure: its own if it {@link TaskState#FAILED}, a {@link TimeoutException} or
     * {@link CancellationException} with the reason otherwise.
     *
     * @throws IllegalStateException if it has not ended
     */
    public Outcome<T> outcome() {
        return switch (state) {
            case SUCCEEDED -> new Outcome.Success<>(result());
            case FAILED -> new Outcome.Failure<>(failure == null ? new AssertionError(key) : failure);
            case TIMED_OUT -> new Outcome.Failure<>(new TimeoutException(reason));
            case CANCELLED, NOT_STARTED -> new Outcome.Failure<>(new CancellationException(reason));
            case WAITING, RUNNING ->
                throw new IllegalStateException("[not-ended] task " + key + " is " + state + "; join its group first");
        };
    }

    /** Has ended, in this state. Under the group's lock. */
    void end(TaskState last, @Nullable String why, long number) {
        body = null;
        reason = why;
        completion = number;
        state = last;
    }

    /** Runs from now on. Under the group's lock. */
    void begin() {
        state = TaskState.RUNNING;
    }

    /** Is to stop, and will have ended in {@code last}; false if that was decided already. Under the group's lock. */
    boolean stop(TaskState last, String why) {
        if (stopped != null) {
            return false;
        }
        stopped = last;
        reason = why;
        return true;
    }

    /** What a task whose body has ended has become. Under the group's lock. */
    TaskState verdict() {
        return stopped != null ? stopped : failure == null ? TaskState.SUCCEEDED : TaskState.FAILED;
    }

    /** Whether the body was interrupted by somebody else than its group. Asked by the thread that ran it. */
    boolean threwInterruptUnasked() {
        return failure instanceof InterruptedException && !toldToStop();
    }

    /** Whether it was told to stop; it may have, or not. */
    synchronized boolean toldToStop() {
        return interrupted;
    }

    @Nullable
    String whyStopped() {
        return reason;
    }

    /** Runs the body in this thread; false if it goes on as a stage. */
    boolean run() {
        Callable<?> work = body;
        if (work == null || !claim()) {
            return true;
        }
        CompletableFuture<? extends T> open = null;
        try {
            if (staged) {
                open = future(work.call());
            } else {
                result = cast(work.call());
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (letGo(open) && open != null) {
            open.cancel(true);
        }
        return open == null;
    }

    private CompletableFuture<? extends T> future(@Nullable Object answer) {
        if (answer instanceof CompletionStage<?> begun) {
            return cast(begun.toCompletableFuture());
        }
        throw new IllegalStateException("[no-stage] task " + key + " answered null instead of a stage");
    }

    /** A body is a callable of results or of stages of results. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    private static <X extends @Nullable Object> X cast(@Nullable Object value) {
        return (X) value;
    }

    /** Calls {@code end} once the stage that {@link #run} left behind has ended, at once if it has. */
    @SuppressWarnings("FutureReturnValueIgnored") // the end throws nothing
    void whenStageEnds(Runnable end) {
        CompletableFuture<? extends T> open;
        synchronized (this) {
            open = stage;
        }
        if (open != null) {
            open.whenComplete((value, thrown) -> {
                result = value;
                failure =
                        thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
                end.run();
            });
        }
    }

    private synchronized boolean claim() {
        if (interrupted) { // told to stop before the first step
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    /** Whether the task was told to stop before this. */
    private synchronized boolean letGo(@Nullable CompletableFuture<? extends T> open) {
        thread = null;
        stage = open;
        if (interrupted) {
            Thread.interrupted();
        }
        return interrupted;
    }

    /** Interrupts the body, or cancels its stage; one that has not come to run will not. Not under the group's lock. */
    void interrupt() {
        CompletableFuture<? extends T> open;
        synchronized (this) {
            interrupted = true;
            if (thread != null) {
                thread.interrupt();
            }
            open = stage;
        }
        if (open != null) {
            open.cancel(true);
        }
    }

    @Override
    public String toString() {
        return "task " + key + ", " + state;
    }
}
