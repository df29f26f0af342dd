package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.ArbiterGate;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.time.Alarm;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A stage method's call that may wait its turn or be repeated, and parks no thread for it. It is itself the stage that
 * the caller gets.
 *
 * <p>One attempt is in progress at a time, so its steps follow one another: gates from {@code first} on, the body, its
 * stage's completion, settlement, perhaps a delay on the alarm, and again from the retry gate inwards. Each step happens
 * before the next through whatever hands it over (a gate's queue, the alarm, the executor, the body's stage). Only the
 * caller's cancellation comes from the side: {@code undo} is written by the step in progress and read by {@link #cancel},
 * both under this object's monitor.
 *
 * <p>Where an arbiter gives each attempt a time, there are two such calls, one inside the other: the outer one passes the
 * gates down to the arbiter, and its body is the inner one, which passes the others and runs the user's body. When the
 * time is up the outer one goes on without the inner one, which holds its permits until the body's stage completes;
 * {@code expired}, volatile, then tells its gates how the call ended. The alarm and the attempt race for
 * {@link Watch#over}.
 *
 * <p>The first attempt starts on the caller's thread; whatever must wait goes on on the executor, never on the thread
 * that released a permit and never on the alarm.
 */
public final class StageCall<T> extends CompletableFuture<T> {

    /** Runs the user's method body once. */
    @FunctionalInterface
    public interface Attempt {
        /** The body's stage; null and a throw count as failures. */
        @Nullable
        CompletionStage<?> run() throws Throwable;
    }

    private final Pipeline pipeline;
    private final boolean halved;
    private final Ticket ticket;
    private final Attempt body;
    private final @Nullable Rescue rescue;
    private final Alarm alarm;
    private final Executor executor;
    private boolean ran;
    /** Whether the first attempt was left waiting by the thread that began it; for that thread alone. */
    private boolean waits;

    private @Nullable Runnable undo;
    private boolean cancelled;
    private volatile @Nullable Throwable expired;

    private StageCall(Pipeline pipeline, boolean halved, Attempt body, @Nullable Rescue rescue) {
        this.pipeline = pipeline;
        this.halved = halved;
        this.ticket = Ticket.lasting(pipeline);
        this.body = body;
        this.rescue = rescue;
        this.alarm = pipeline.around().alarm();
        this.executor = pipeline.around().executor();
    }

    /** Starts a call. */
    public static CompletionStage<?> start(
            Pipeline pipeline, @Nullable Object key, Attempt body, @Nullable Rescue rescue) {
        Pipeline.Halves halves = pipeline.halves();
        return halves == null
                ? new StageCall<>(pipeline, false, body, rescue).begin(key)
                : new StageCall<>(halves.outer(), true, inside(halves.inner(), key, body), rescue).begin(key);
    }

    private static Attempt inside(Pipeline inner, @Nullable Object key, Attempt body) {
        return () -> new StageCall<>(inner, false, body, null).begin(key);
    }

    private StageCall<T> begin(@Nullable Object key) {
        ticket.key = key;
        ticket.firstAt = pipeline.now();
        ticket.startedAt = ticket.firstAt;
        waits = !admit(0, 0);
        return this;
    }

    /** Takes an attempt through the gates from {@code from} on, and runs the body; false if the call waits at one. */
    private boolean admit(int from, int first) {
        for (int i = from; i < pipeline.size(); i++) {
            Queued queued = new Queued(i, first);
            long answer = Attempts.ask(pipeline, i, ticket, queued);
            if (answer == Gate.PENDING) {
                Settlement.leave(pipeline, ticket, i - 1, from, false);
                queued.left();
                return false;
            }
            if (!accepted(i, from, first, answer)) {
                return true;
            }
        }
        runBody(from);
        return true;
    }

    /** Takes a gate's answer; false if the attempt ends or goes on without the gates. */
    private boolean accepted(int at, int from, int first, long answer) {
        if (answer >= 0) {
            ticket.note(at, answer);
            return true;
        }
        Throwable refusal =
                answer == Attempts.FAULT ? null : Settlement.refusal(pipeline, ticket, at, first, answer, ticket.key);
        if (refusal == null) {
            Attempts.withoutGates(pipeline, ticket, at, first);
            runBody(from);
            return false;
        }
        Settlement.leave(pipeline, ticket, ticket.admitted - 1, from, false);
        ended(refusal, at > pipeline.retryAt());
        return false;
    }

    /** @param from the first gate that this thread passed just now */
    private void runBody(int from) {
        Watch watch = new Watch();
        CompletionStage<?> stage;
        if (ran) {
            Measurement.enterBody(pipeline, ticket);
        } else {
            ran = true;
            Measurement.begin(pipeline, ticket);
        }
        try {
            stage = body.run();
        } catch (Throwable thrown) {
            Measurement.leaveBody(pipeline, ticket);
            Settlement.leave(pipeline, ticket, ticket.admitted - 1, from, true);
            watch.accept(null, thrown);
            return;
        }
        boolean ranHere = !(halved && stage instanceof StageCall<?> inner && inner.waits);
        if (ranHere) {
            Measurement.leaveBody(pipeline, ticket);
        } else {
            Measurement.forgetBody(ticket);
        }
        Settlement.leave(pipeline, ticket, ticket.admitted - 1, from, ranHere);
        if (stage == null) {
            watch.accept(null, new NullPointerException("the method returned a null stage"));
            return;
        }
        watch.follow(stage);
    }

    @SuppressWarnings("unchecked") // the body's stage has the method's own type
    private void succeeded(@Nullable Object value) {
        Settlement.completed(ticket);
        complete((T) value);
    }

    private void attemptFailed(Throwable failure) {
        long now = Settlement.now(pipeline, ticket);
        Settlement.settle(pipeline, ticket, ticket.admitted - 1, pipeline.retryAt() + 1, now, failure);
        ended(failure, pipeline.retryAt() >= 0 && ticket.admitted > pipeline.retryAt());
    }

    /** An attempt is settled up to the retry gate: repeat it, or end the call. */
    private void ended(Throwable failure, boolean insideRetry) {
        Throwable plain = Settlement.unwrap(failure);
        if (insideRetry && pipeline.retryAt() >= 0) {
            ticket.admitted = pipeline.retryAt() + 1;
            long wait = isDone() ? -1 : Attempts.next(pipeline, ticket, plain);
            if (wait >= 0) {
                ticket.failedBefore(plain);
                new Delay().until(pipeline.now() + wait, plain);
                return;
            }
            ticket.explain(plain);
        }
        over(plain);
    }

    private void attemptAgain() {
        if (isDone()) {
            over(abandonment());
            return;
        }
        ticket.attempts++;
        ticket.startedAt = pipeline.now();
        ticket.admitted = pipeline.size();
        admit(pipeline.retryAt() + 1, pipeline.retryAt() + 1);
    }

    private void over(Throwable failure) {
        Attempts.finish(pipeline, ticket, failure);
        Rescue fallback = rescue;
        if (fallback == null || isDone() || !Rescue.appliesTo(failure)) {
            Governor.failed(ticket, failure);
            completeExceptionally(failure);
            return;
        }
        Governor.replaced(ticket, failure);
        ticket.close();
        StageEnd.rescue(this, failure, fallback);
    }

    /** Goes on on the executor; here only if that takes nothing, as otherwise the call would never end. */
    private void handOver(Runnable step) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                step.run();
            }
        };
        try {
            executor.execute(once);
        } catch (RuntimeException | Error refused) { // closed, or out of threads
            once.run();
        }
    }

    private void undoWith(Runnable how) {
        boolean late;
        synchronized (this) {
            undo = how;
            late = cancelled;
        }
        if (late) {
            how.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancels = super.cancel(mayInterruptIfRunning);
        if (cancels) {
            abandon();
        }
        return cancels;
    }

    /** The time of the call around this one is up: as a cancellation, but the gates hear why. */
    private void expire(Throwable failure) {
        expired = failure;
        if (completeExceptionally(failure)) {
            abandon();
        }
    }

    private void abandon() {
        Runnable how;
        synchronized (this) {
            cancelled = true;
            how = undo;
        }
        if (how != null) {
            how.run();
        }
    }

    /** Why nobody waits for this call any more. */
    private Throwable abandonment() {
        Throwable failure = expired;
        return failure == null ? new CancellationException() : failure;
    }

    /** One run of the body, until its stage completes or its time is up, whichever comes first. */
    private final class Watch implements BiConsumer<@Nullable Object, @Nullable Throwable> {

        private final @Nullable ArbiterGate arbiter = ticket.admitted == pipeline.size() ? pipeline.arbiter() : null;
        private final long patience = arbiter == null ? 0 : arbiter.patience();
        private final long due = ticket.startedAt + patience;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile Alarm.@Nullable Pending pending;

        void follow(CompletionStage<?> stage) {
            undoWith(() -> stage.toCompletableFuture().cancel(true));
            stage.whenComplete(this);
            if (arbiter != null && !over.get()) { // a stage that is complete already is never too late
                ask(arbiter, stage);
            }
        }

        private void ask(ArbiterGate decides, CompletionStage<?> stage) {
            try {
                pending = alarm.at(due, () -> ring(decides, stage));
            } catch (Throwable noAlarm) { // the call goes on without a deadline
                pipeline.around().errors().failedOpen(pipeline.method(), noAlarm);
            }
            if (over.get()) {
                waitNoLonger();
            }
        }

        private void waitNoLonger() {
            Alarm.Pending ring = pending;
            if (ring != null) {
                ring.cancel();
            }
        }

        @Override
        public void accept(@Nullable Object value, @Nullable Throwable failure) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            if (arbiter != null) {
                waitNoLonger();
                arbiter.endedInTime(failure == null ? null : Settlement.unwrap(failure));
            }
            Throwable ending = expired == null ? failure : expired;
            if (ending == null) {
                succeeded(value);
            } else {
                attemptFailed(ending);
            }
        }

        private void ring(ArbiterGate decides, CompletionStage<?> stage) {
            if (over.compareAndSet(false, true)) {
                Throwable failure = decides.expired(pipeline.method(), patience);
                handOver(() -> expire(failure, stage));
            }
        }

        private void expire(Throwable failure, CompletionStage<?> stage) {
            try {
                if (halved && stage instanceof StageCall<?> inner) {
                    inner.expire(failure);
                } else {
                    stage.toCompletableFuture().cancel(true);
                }
            } catch (Throwable fault) {
                pipeline.around().errors().failedOpen(pipeline.method(), fault);
            }
            attemptFailed(failure);
        }
    }

    /**
     * The time between two attempts. Whoever comes first, the next attempt or the caller's cancellation, ends it. The way
     * to undo it is known before the alarm is asked, which may ring at once: the next attempt brings another.
     */
    private final class Delay {

        private final AtomicBoolean over = new AtomicBoolean();
        private volatile Alarm.@Nullable Pending pending;

        void until(long due, Throwable failure) {
            undoWith(() -> endWith(abandonment()));
            if (over.get()) {
                return;
            }
            try {
                pending = alarm.at(due, () -> handOver(this::attempt));
            } catch (Throwable noAlarm) { // this was the last attempt
                pipeline.around().errors().failedOpen(pipeline.method(), noAlarm);
                ticket.explain(failure);
                endWith(failure);
            }
            if (over.get()) {
                waitNoLonger();
            }
        }

        private void attempt() {
            if (over.compareAndSet(false, true)) {
                attemptAgain();
            }
        }

        private void endWith(Throwable ending) {
            if (over.compareAndSet(false, true)) {
                waitNoLonger();
                StageCall.this.over(ending);
            }
        }

        private void waitNoLonger() {
            Alarm.Pending ring = pending;
            if (ring != null) {
                ring.cancel();
            }
        }
    }

    /**
     * This call's place in one gate's queue. Whoever comes first, the gate or the caller's cancellation, ends it; what
     * follows waits in {@code next} until the thread that joined the queue has left the call.
     */
    private final class Queued implements Turn {

        @SuppressWarnings("UnnecessaryLambda") // known by its identity
        private static final Runnable LEFT = () -> {};

        private final int at;
        private final int first;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>(pipeline.leaves() ? null : LEFT);

        Queued(int at, int first) {
            this.at = at;
            this.first = first;
        }

        @Override
        public void done(long answer) {
            if (over.compareAndSet(false, true)) {
                afterLeaving(() -> handOver(() -> goOn(answer)));
            } else if (answer >= 0) {
                ticket.note(at, answer);
                Settlement.settle(pipeline, ticket, at, at, pipeline.now(), abandonment());
            }
        }

        void left() {
            Runnable step = next.getAndSet(LEFT);
            if (step != null) {
                step.run();
            }
        }

        private void afterLeaving(Runnable step) {
            if (!next.compareAndSet(null, step)) {
                step.run();
            }
        }

        private void goOn(long answer) {
            ticket.startedAt = pipeline.now();
            if (accepted(at, at + 1, first, answer)) {
                admit(at + 1, first);
            }
        }

        @Override
        public void onCancel(Runnable leave) {
            undoWith(() -> {
                if (over.compareAndSet(false, true)) {
                    leave.run();
                    afterLeaving(this::cancelled);
                }
            });
        }

        private void cancelled() {
            long now = pipeline.now();
            int inside = Math.max(first, pipeline.retryAt() + 1);
            Settlement.settle(pipeline, ticket, at - 1, inside, now, abandonment());
            ticket.admitted = Math.min(inside, at);
            StageCall.this.over(abandonment());
        }
    }
}
