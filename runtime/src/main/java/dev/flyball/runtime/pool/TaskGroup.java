package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that run at once and end together: none of them outlives {@link #close}. Thread-safe.
 *
 * <pre>{@code
 * try (TaskGroup<String> group = TaskGroup.open(GroupSpec.DEFAULT.withLimit(4))) {
 *   group.fork("price", () -> price(order));
 *   group.fork("stock", () -> stock(order));
 *   List<String> both = group.join();   // in the order of the forks; throws the first failure
 * }
 * }</pre>
 *
 * <p>Everything below {@code lock} is read and written under it; bodies, listeners, interrupts and the executor are
 * called without it. A <em>worker</em> is a thread that takes one waiting task after another. The executor is only asked
 * for threads ({@code invited}); a worker counts ({@code running}) from the moment it has a task, not from being asked
 * for, so that a thread that joins may take the tasks of workers that never come, and nesting cannot deadlock.
 *
 * @param <T> what the tasks return, or what all their results have in common
 */
public final class TaskGroup<T extends @Nullable Object> implements AutoCloseable {

    private static final Comparator<GroupTask<?>> START_ORDER = Comparator.<GroupTask<?>>comparingInt(
                    GroupTask::priority)
            .reversed()
            .thenComparingLong(task -> task.order);

    private final GroupPolicy policy;
    private final Executor executor;
    private final @Nullable Consumer<? super GroupTask<? extends T>> onEnd;
    private final Nest nest = new Nest(null);

    /** Whether all threads that could run a task may be waiting for tasks themselves. */
    private final boolean mayStarve;

    /** Called when tasks wait, none runs, and the executor gives no thread. Written once, before the first fork. */
    private Runnable whenDeserted = () -> {};

    /** What rings at the deadline; written once, while the group is opened. */
    private Alarm.@Nullable Pending deadline;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<GroupTask<? extends T>> forked = new ArrayList<>();
    private final PriorityQueue<GroupTask<? extends T>> waiting = new PriorityQueue<>(START_ORDER);
    private final ArrayDeque<GroupTask<? extends T>> finished = new ArrayDeque<>();
    private final ArrayDeque<GroupTask<? extends T>> untold = new ArrayDeque<>();
    private int limit;
    private int running;
    private int invited;
    private boolean callerExpected;
    private int unfinished;
    private long ends;
    private boolean telling;
    private boolean closed;
    private @Nullable Ending ending;

    /** Why tasks that the caller wanted have no end of their own: the deadline, or that all were cancelled. */
    private @Nullable Exception cut;

    /** Why nothing starts any more, and what becomes of a task that comes now. */
    private record Ending(TaskState late, String reason) {}

    private TaskGroup(GroupSpec spec, @Nullable Consumer<? super GroupTask<? extends T>> onEnd) {
        this.policy = spec.policy();
        this.limit = spec.limit();
        this.executor = Threads.of(spec.executor());
        this.mayStarve = spec.executor() != null || (Threads.areFew() && Nest.isInside());
        this.onEnd = onEnd;
    }

    private TaskGroup<T> within(GroupSpec spec) {
        Duration span = spec.deadline();
        if (span != null) {
            deadline = spec.alarm().at(spec.clock().nanos() + Ranges.nanos(span), () -> expire(span));
        }
        return this;
    }

    /** An empty group: no limit, no deadline, and the first failure ends it. */
    public static <T extends @Nullable Object> TaskGroup<T> open() {
        return open(GroupSpec.DEFAULT);
    }

    /** An empty group. */
    public static <T extends @Nullable Object> TaskGroup<T> open(GroupSpec spec) {
        return new TaskGroup<T>(spec, null).within(spec);
    }

    /**
     * An empty group that tells {@code onEnd} of each task that ended, also of those that never started: one at a time,
     * in the order of {@link GroupTask#completion}, in whatever thread is at hand. The listener may cancel and fork, but
     * not wait for the group. What it throws goes to the thread's uncaught exception handler.
     */
    public static <T extends @Nullable Object> TaskGroup<T> open(
            GroupSpec spec, Consumer<? super GroupTask<? extends T>> onEnd) {
        return new TaskGroup<T>(spec, onEnd).within(spec);
    }

    /** As {@link #fork(Object, Callable, int)}, with priority 0. */
    public <U extends T> GroupTask<U> fork(Object key, Callable<? extends U> task) {
        return fork(key, task, 0);
    }

    /**
     * Adds a task, and starts it if fewer than {@link #limit} run. A group that has ended already answers with one that
     * was {@link TaskState#NOT_STARTED}.
     *
     * @param key a name to cancel it by; tasks may share one
     * @param priority of the tasks that wait, one with a higher priority starts first; among equals the older
     * @throws IllegalStateException if the group is closed
     */
    public <U extends T> GroupTask<U> fork(Object key, Callable<? extends U> task, int priority) {
        return fork(key, task, false, priority);
    }

    /**
     * As {@link #fork(Object, Callable, int)}, a task that begins in {@code task} and goes on as the stage that it
     * answers: it counts as running, without a thread, until that completes. To be told to stop, the stage's
     * {@link CompletionStage#toCompletableFuture future} is cancelled, and with that the task has ended: whoever would
     * have completed it must notice by himself.
     */
    public <U extends T> GroupTask<U> forkStage(
            Object key, Supplier<? extends CompletionStage<? extends U>> task, int priority) {
        return fork(key, task::get, true, priority);
    }

    private <U extends T> GroupTask<U> fork(Object key, Callable<?> task, boolean staged, int priority) {
        GroupTask<U> fork;
        boolean invite;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "[group-closed] task " + key + " comes too late; fork it before close()");
            }
            fork = new GroupTask<>(key, task, staged, priority, forked.size());
            forked.add(fork);
            unfinished++;
            if (ending != null) {
                ended(fork, ending.late, ending.reason);
            } else {
                waiting.add(fork);
            }
            invite = mayInvite();
        } finally {
            lock.unlock();
        }
        invite(invite);
        tell();
        return fork;
    }

    /**
     * The task that ended next, and was not answered before; null if each has been. Waits for one if none has.
     *
     * @throws InterruptedException if interrupted; the group is then cancelled
     */
    public @Nullable GroupTask<? extends T> next() throws InterruptedException {
        notFromWithin("next()");
        while (true) {
            GroupTask<? extends T> own = null;
            lock.lock();
            try {
                GroupTask<? extends T> next = finished.poll();
                if (next != null || unfinished == 0) {
                    return next;
                }
                if (running == 0 && mayStarve) {
                    own = take();
                }
                if (own == null) {
                    awaitChange();
                }
            } finally {
                lock.unlock();
            }
            help(own);
        }
    }

    /**
     * Waits until every task has ended, and answers all of them in the order in which they were forked. The calling
     * thread runs waiting tasks itself, within the limit.
     *
     * @throws InterruptedException if interrupted; the group is then cancelled
     */
    public List<GroupTask<? extends T>> await() throws InterruptedException {
        notFromWithin("await()");
        while (true) {
            GroupTask<? extends T> own;
            tell();
            lock.lock();
            try {
                if (callerExpected) { // and is here
                    callerExpected = false;
                    invited--;
                }
                if (unfinished == 0 && untold.isEmpty() && !telling) {
                    return Collections.unmodifiableList(new ArrayList<>(forked));
                }
                own = take();
                if (own == null && (untold.isEmpty() || telling)) {
                    awaitChange();
                }
            } finally {
                lock.unlock();
            }
            help(own);
        }
    }

    /**
     * As {@link #await}, and answers the results of the tasks that succeeded, in the order in which they were forked;
     * under {@link GroupPolicy#FIRST_SUCCESS} the one result that came first.
     *
     * @throws ExecutionException if a task failed (under {@code FIRST_SUCCESS}: if none succeeded). Its cause is the
     *     first failure, the later ones are suppressed; or a {@link TimeoutException}, if the deadline came first
     * @throws CancellationException if the whole group was cancelled while tasks were unfinished
     * @throws InterruptedException if interrupted; the group is then cancelled
     */
    public List<T> join() throws InterruptedException, ExecutionException {
        List<GroupTask<? extends T>> tasks = await();
        lock.lock();
        try {
            return Verdict.of(policy, tasks, cut);
        } finally {
            lock.unlock();
        }
    }

    /** Cancels the unfinished tasks with this key and spares the others; answers how many they were. */
    public int cancel(Object key, String reason) {
        return cancelIf(task -> task.key().equals(key), reason);
    }

    /** Cancels the unfinished tasks that {@code which} holds for and spares the others; answers how many they were. */
    public int cancelIf(Predicate<? super GroupTask<? extends T>> which, String reason) {
        List<GroupTask<? extends T>> chosen = new ArrayList<>();
        for (GroupTask<? extends T> task : snapshot()) {
            if (!task.state().isFinal() && which.test(task)) {
                chosen.add(task);
            }
        }
        List<GroupTask<? extends T>> stopped;
        int count;
        lock.lock();
        try {
            long before = ends;
            stopped = stop(chosen, TaskState.CANCELLED, TaskState.CANCELLED, reason);
            count = (int) (ends - before) + stopped.size();
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
        tell();
        return count;
    }

    /** Ends the group: cancels every unfinished task, and none starts any more; answers how many they were. */
    public int cancelAll(String reason) {
        List<GroupTask<? extends T>> stopped;
        int count;
        lock.lock();
        try {
            long before = ends;
            stopped = end(TaskState.CANCELLED, TaskState.CANCELLED, reason);
            count = (int) (ends - before) + stopped.size();
            if (count > 0 && cut == null) {
                cut = new CancellationException("[group-cancelled] " + reason + "; " + count + " of " + forked.size()
                        + " tasks were unfinished; ask the tasks themselves with await()");
            }
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
        tell();
        return count;
    }

    /** What is to be done if the executor refuses, and nobody will come to join. To be said before the first fork. */
    void whenDeserted(Runnable what) {
        whenDeserted = what;
    }

    /** The caller is about to {@link #await}: one thread less to ask for. To be said before the first fork. */
    void countOnCaller() {
        lock.lock();
        try {
            callerExpected = true;
            invited++;
        } finally {
            lock.unlock();
        }
    }

    /** Changes how many tasks may run at once. What runs goes on: a lower limit takes effect as tasks end. */
    public void limit(int tasksAtOnce) {
        Ranges.atLeastOne(tasksAtOnce, "limit");
        int invitations = 0;
        lock.lock();
        try {
            limit = tasksAtOnce;
            while (mayInvite()) {
                invitations++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        while (invitations-- > 0) {
            invite(true);
        }
    }

    /** Tasks that may run at once. */
    public int limit() {
        return count(() -> limit);
    }

    /** Tasks that run now, also those that were told to stop and have not yet. */
    public int running() {
        return count(() -> running);
    }

    /** Tasks that have not begun. */
    public int waiting() {
        return count(() -> unfinished - running);
    }

    /**
     * Cancels what has not ended, and waits until it has, even if interrupted: after this no task of the group runs, and
     * none ever will.
     */
    @Override
    public void close() {
        notFromWithin("close()");
        List<GroupTask<? extends T>> stopped;
        lock.lock();
        try {
            closed = true;
            stopped = end(TaskState.CANCELLED, TaskState.NOT_STARTED, "the group was closed");
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
        if (deadline != null) {
            deadline.cancel();
        }
        boolean quiet = false;
        while (!quiet) {
            tell();
            lock.lock();
            try {
                quiet = unfinished == 0 && untold.isEmpty() && !telling;
                if (!quiet && (untold.isEmpty() || telling)) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private int count(IntSupplier reading) {
        lock.lock();
        try {
            return reading.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    private void notFromWithin(String method) {
        if (nest.holdsCaller()) {
            throw new IllegalStateException("[group-waits-for-itself] " + method
                    + " was called by a task or listener of the group, which would wait for its own end; "
                    + "open a group of its own there");
        }
    }

    // ---- workers

    /** Asks for one more thread, if it would find something to do. Under the lock. */
    private boolean mayInvite() {
        boolean needed = invited < Math.min(waiting.size(), Threads.AT_A_TIME) && running + (long) invited < limit;
        if (needed) {
            invited++;
        }
        return needed;
    }

    private void invite(boolean wanted) {
        if (wanted && !Threads.start(executor, this::work)) { // those who join will do it
            boolean nobody;
            lock.lock();
            try {
                invited--;
                nobody = running + invited == 0 && !waiting.isEmpty();
            } finally {
                lock.unlock();
            }
            if (nobody) {
                whenDeserted.run();
            }
        }
    }

    private void work() {
        GroupTask<? extends T> task;
        boolean invite;
        lock.lock();
        try {
            invited--;
            task = take();
            invite = mayInvite();
        } finally {
            lock.unlock();
        }
        invite(invite);
        while (task != null) {
            task = workOn(task);
        }
    }

    /** Runs a task that was taken; answers the next one. */
    private @Nullable GroupTask<? extends T> workOn(GroupTask<? extends T> task) {
        boolean ended = runIn(task);
        boolean foreign = Thread.currentThread().isInterrupted(); // then this thread belongs to somebody else again
        GroupTask<? extends T> next = null;
        boolean invite = false;
        if (ended) {
            finish(task);
            tell();
        } else {
            task.whenStageEnds(() -> stageEnded(task));
        }
        lock.lock();
        try {
            if (foreign) {
                invite = mayInvite();
            } else {
                next = take();
            }
        } finally {
            lock.unlock();
        }
        invite(invite);
        return next;
    }

    /** False if the task goes on as a stage. */
    private boolean runIn(GroupTask<? extends T> task) {
        Nest before = nest.enter();
        try {
            return task.run();
        } finally {
            Nest.leave(before);
        }
    }

    /** In the thread that completed the stage, which is not ours to run tasks in. */
    private void stageEnded(GroupTask<? extends T> task) {
        boolean invite;
        finish(task);
        tell();
        lock.lock();
        try {
            invite = mayInvite();
        } finally {
            lock.unlock();
        }
        invite(invite);
    }

    /** The next task to start, now running; null if none may. Under the lock. */
    private @Nullable GroupTask<? extends T> take() {
        while (running < limit) {
            GroupTask<? extends T> task = waiting.poll();
            if (task == null) {
                return null;
            }
            if (!task.state().isFinal()) {
                running++;
                task.begin();
                return task;
            }
        }
        return null;
    }

    /** Runs a task in the thread of somebody who waits; an interrupt that we did not send was meant for the waiting. */
    private void help(@Nullable GroupTask<? extends T> own) throws InterruptedException {
        if (own != null) {
            boolean ended = runIn(own);
            boolean interrupted = Thread.interrupted() || (ended && own.threwInterruptUnasked());
            if (interrupted && ended) {
                lock.lock();
                try {
                    own.stop(TaskState.CANCELLED, "the thread that ran it was interrupted");
                } finally {
                    lock.unlock();
                }
            }
            if (ended) {
                finish(own);
                tell();
            } else {
                own.whenStageEnds(() -> stageEnded(own));
            }
            if (interrupted) {
                interrupted();
            }
        }
    }

    private void interrupted() throws InterruptedException {
        cancelAll("a thread that waited for the group was interrupted");
        throw new InterruptedException();
    }

    @SuppressWarnings("WaitNotInLoop") // both callers look again
    private void awaitChange() throws InterruptedException {
        try {
            changed.await();
        } catch (InterruptedException e) {
            cancelAll("a thread that waited for the group was interrupted");
            throw e;
        }
    }

    // ---- ends

    /** The body of a task that ran has ended; with it, perhaps, the group. */
    private void finish(GroupTask<? extends T> task) {
        List<GroupTask<? extends T>> stopped = List.of();
        lock.lock();
        try {
            running--;
            TaskState last = task.verdict();
            ended(task, last, task.whyStopped());
            if (policy == GroupPolicy.FIRST_FAILURE && last == TaskState.FAILED) {
                stopped = end(TaskState.CANCELLED, TaskState.NOT_STARTED, "task " + task.key() + " failed");
            } else if (policy == GroupPolicy.FIRST_SUCCESS && last == TaskState.SUCCEEDED) {
                stopped = end(TaskState.CANCELLED, TaskState.NOT_STARTED, "task " + task.key() + " succeeded first");
            }
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
    }

    /** Counts a task as ended. Under the lock. */
    private void ended(GroupTask<? extends T> task, TaskState last, @Nullable String reason) {
        unfinished--;
        task.end(last, reason, ++ends);
        finished.add(task);
        if (onEnd != null) {
            untold.add(task);
        }
        changed.signalAll();
    }

    private void expire(Duration span) {
        String reason = "the group's deadline of " + span + " passed";
        List<GroupTask<? extends T>> stopped;
        lock.lock();
        try {
            int left = unfinished;
            stopped = end(TaskState.TIMED_OUT, TaskState.NOT_STARTED, reason);
            if (left > 0 && cut == null) {
                cut = new TimeoutException("[group-timeout] " + reason + " with " + left + " of " + forked.size()
                        + " tasks unfinished; allow more time, or ask the tasks themselves with await()");
            }
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
        tellElsewhere();
    }

    /** Not in this thread, which may be the alarm's, or on its way to stop another group. */
    private void tellElsewhere() {
        if (onEnd != null && count(untold::size) > 0) {
            if (!Threads.start(executor, this::tell)) {
                tell(); // nobody else may come
            }
        }
    }

    /**
     * Ends the group for a reason of its owner's: what runs is told to stop and will have ended in {@code runningOnes},
     * what waits never starts. The listener is told in a thread of the executor. Answers how many were unfinished.
     */
    int stopAll(TaskState runningOnes, String reason) {
        List<GroupTask<? extends T>> stopped;
        int left;
        lock.lock();
        try {
            left = unfinished;
            stopped = end(runningOnes, TaskState.NOT_STARTED, reason);
        } finally {
            lock.unlock();
        }
        interrupt(stopped);
        tellElsewhere();
        return left;
    }

    /**
     * Tells these to stop. Nobody is told of an end meanwhile, unless another thread is at it: a listener, called because
     * a cancelled stage has ended, might keep the others waiting.
     */
    private void interrupt(List<GroupTask<? extends T>> stopped) {
        if (stopped.isEmpty()) {
            return;
        }
        boolean mine;
        lock.lock();
        try {
            mine = onEnd != null && !telling;
            telling |= mine;
        } finally {
            lock.unlock();
        }
        stopped.forEach(GroupTask::interrupt);
        if (mine) {
            lock.lock();
            try {
                telling = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Nothing starts any more; the first reason counts. Answers whom to interrupt. Under the lock. */
    private List<GroupTask<? extends T>> end(TaskState runningOnes, TaskState waitingOnes, String reason) {
        if (ending == null) {
            ending = new Ending(waitingOnes, reason);
        }
        waiting.clear();
        return stop(forked, runningOnes, waitingOnes, reason);
    }

    /** Ends those of these tasks that wait, and decides about those that run: they are to be interrupted. Under the lock. */
    private List<GroupTask<? extends T>> stop(
            List<GroupTask<? extends T>> tasks, TaskState runningOnes, TaskState waitingOnes, String reason) {
        List<GroupTask<? extends T>> toInterrupt = new ArrayList<>();
        for (GroupTask<? extends T> task : tasks) {
            if (task.state() == TaskState.WAITING) {
                ended(task, waitingOnes, reason);
            } else if (task.state() == TaskState.RUNNING && task.stop(runningOnes, reason)) {
                toInterrupt.add(task);
            }
        }
        return toInterrupt;
    }

    private List<GroupTask<? extends T>> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(forked);
        } finally {
            lock.unlock();
        }
    }

    // ---- the listener

    /** Tells the listener what it does not know yet, unless another thread is at it: that one will go on. */
    private void tell() {
        if (onEnd == null) {
            return;
        }
        GroupTask<? extends T> task = nextUntold(false);
        while (task != null) {
            Nest before = nest.enter();
            try {
                onEnd.accept(task);
            } catch (Throwable thrown) {
                Thread here = Thread.currentThread();
                here.getUncaughtExceptionHandler().uncaughtException(here, thrown);
            } finally {
                Nest.leave(before);
            }
            task = nextUntold(true);
        }
    }

    private @Nullable GroupTask<? extends T> nextUntold(boolean mine) {
        lock.lock();
        try {
            if (telling && !mine) {
                return null;
            }
            GroupTask<? extends T> task = untold.poll();
            telling = task != null;
            if (mine && task == null) {
                changed.signalAll();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
