package dev.flyball.runtime.pool;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One branch of one run: the context that its body sees, and the key of its task.
 *
 * <p>{@code began} and {@code ended} are written by the thread that runs the body and read after the task's end, which the
 * group's lock puts after them. {@code task} is written by the thread that forks, maybe after the body began: until then
 * nobody can have told this branch to stop but the whole run.
 */
final class RunningBranch<T extends @Nullable Object> implements BranchContext {

    private final String key;
    private final BranchPlan.Declared<T> declared;
    private final BranchRun<T> run;
    private long began;
    private long ended;
    private boolean hasBegun;
    private boolean hasEnded;
    private volatile @Nullable GroupTask<T> task;

    RunningBranch(String key, BranchPlan.Declared<T> declared, BranchRun<T> run) {
        this.key = key;
        this.declared = declared;
        this.run = run;
    }

    void fork(TaskGroup<T> group) {
        task = declared.stage() == null
                ? group.fork(this, this::body, declared.priority())
                : group.forkStage(this, this::stage, declared.priority());
    }

    private T body() throws Exception {
        Branch<? extends T> body = declared.body();
        if (body == null) {
            throw new AssertionError(this);
        }
        begin();
        try {
            return body.run(this);
        } finally {
            ended = run.now();
            hasEnded = true;
        }
    }

    private CompletionStage<? extends T> stage() {
        if (declared.stage() == null) {
            throw new AssertionError(this);
        }
        begin();
        return declared.stage().apply(this);
    }

    private void begin() {
        began = run.now();
        hasBegun = true;
    }

    /** What became of it. After the end of its task. */
    BranchOutcome<T> outcome(GroupTask<? extends T> ending, boolean tracked, @Nullable String cutReason) {
        TaskState state = ending.state();
        String reason = ending.reason();
        if (!hasBegun && reason != null && reason.equals(cutReason)) {
            state = TaskState.NOT_STARTED; // chosen to run, and stopped before its first step
        }
        long end = hasEnded ? ended : run.now();
        return new BranchOutcome<>(
                key,
                declared.priority(),
                state,
                state == TaskState.SUCCEEDED ? ending.result() : null,
                ending.failure(),
                reason,
                Duration.ofNanos(hasBegun ? end - began : 0),
                tracked ? ending.completion() : 0);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public int priority() {
        return declared.priority();
    }

    @Override
    public boolean cancelled() {
        GroupTask<T> own = task;
        return own == null ? run.isCut() : own.toldToStop();
    }

    @Override
    public BranchRun<T> run() {
        return run;
    }

    @Override
    public String toString() {
        return key;
    }
}
