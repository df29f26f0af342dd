package dev.flyball.runtime.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What a group whose tasks have all ended comes to: results, or the exception that says why there are none. */
final class Verdict {

    private Verdict() {}

    static <T extends @Nullable Object> List<T> of(
            GroupPolicy policy, List<GroupTask<? extends T>> tasks, @Nullable Exception cut) throws ExecutionException {
        List<GroupTask<? extends T>> inTime = new ArrayList<>(tasks);
        inTime.sort(Comparator.comparingLong(GroupTask::completion));
        if (policy == GroupPolicy.FIRST_SUCCESS) {
            for (GroupTask<? extends T> task : inTime) {
                if (task.state() == TaskState.SUCCEEDED) {
                    return Collections.singletonList(task.result());
                }
            }
        }
        throwFailures(inTime);
        if (cut instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (cut != null) {
            throw new ExecutionException(cut.getMessage(), cut);
        }
        List<T> results = new ArrayList<>();
        for (GroupTask<? extends T> task : tasks) {
            if (task.state() == TaskState.SUCCEEDED) {
                results.add(task.result());
            }
        }
        return Collections.unmodifiableList(results);
    }

    private static void throwFailures(List<? extends GroupTask<?>> inTime) throws ExecutionException {
        ExecutionException failure = null;
        for (GroupTask<?> task : inTime) {
            Throwable thrown = task.failure();
            if (failure == null && task.state() == TaskState.FAILED) {
                failure = Failures.of(task.key(), thrown == null ? new AssertionError(task) : thrown);
            } else if (failure != null && thrown != null && !(thrown instanceof InterruptedException)) {
                failure.addSuppressed(thrown);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
