package dev.flyball.runtime.timeout;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls that take longer than they may. A call keeps its thread, which is interrupted when the time is up; however
 * the body ends after that, the call ends with a {@link CallTimedOutException}, unless the body ended with an
 * {@link Error}, and the interrupt is taken away again. A stage fails when the time is up, and its source is cancelled.
 *
 * <pre>{@code
 * Timeout timeout = Timeout.of("payments", Duration.ofSeconds(2));
 * Receipt receipt = timeout.call(() -> payments.pay(order));
 * }</pre>
 *
 * <p>A call inside another has no more time than that one has left. Once that one's time is up, calls that its body still
 * makes have their own: what cleans up must be able to run.
 *
 * <p>Thread-safe. Calls share nothing but the numbers and counters; {@link Deadline} explains the rest.
 */
public final class Timeout {

    private static final Alarm ALARM = new AlarmThread(Clock.system());

    /** The spec in force and its value in nanoseconds. */
    private record InForce(TimeoutSpec spec, long nanos) {}

    private final String name;
    private final Clock clock;
    private final Alarm alarm;
    private final Executor executor;
    private volatile InForce inForce;

    private final LongAdder inTime = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder late = new LongAdder();

    /** Deadlines for virtual threads, most of them known to the alarm already. */
    private final ConcurrentLinkedQueue<Deadline> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param name who times calls out, for messages and meters
     * @param alarm rings when a call's time is up, on the same clock
     * @param executor where stages fail whose time is up
     */
    public Timeout(String name, TimeoutSpec spec, Clock clock, Alarm alarm, Executor executor) {
        this.name = name;
        this.inForce = new InForce(spec, spec.nanos());
        this.clock = clock;
        this.alarm = alarm;
        this.executor = executor;
    }

    /** A timeout on the system's clock that interrupts. All such share one alarm thread. */
    public static Timeout of(String name, Duration value) {
        return new Timeout(
                name, TimeoutSpec.of(value), Clock.system(), ALARM, new CompletableFuture<>().defaultExecutor());
    }

    public String name() {
        return name;
    }

    public TimeoutSpec spec() {
        return inForce.spec();
    }

    /** Changes the numbers for the calls that begin from now on. */
    public void change(TimeoutSpec other) {
        inForce = new InForce(other, other.nanos());
    }

    // ---- calls -----------------------------------------------------------------------------------------------

    /**
     * Runs {@code body} on this thread.
     *
     * @throws CallTimedOutException if it took too long, whether it returned or failed then
     */
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        int place = begin(clock.nanos());
        T result;
        try {
            result = body.call();
        } catch (Throwable failure) {
            CallTimedOutException instead = end(place, name, failure);
            if (instead != null) {
                throw instead;
            }
            throw failure;
        }
        CallTimedOutException instead = end(place, name, null);
        if (instead != null) {
            throw instead;
        }
        return result;
    }

    /** As {@link #call}, for a body without a result or checked exceptions. */
    public void run(Runnable body) {
        try {
            call(() -> {
                body.run();
                return null;
            });
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Asks {@code body} for a stage, which may take as long as is allowed; no thread waits. The result fails when the time
     * is up, and the body's stage is cancelled, as it is when the result is. A stage that is complete already is never
     * too late.
     */
    public <T extends @Nullable Object> CompletableFuture<T> stage(Supplier<? extends CompletionStage<T>> body) {
        return new TimedStage<T>(this).start(body);
    }

    // ---- the parts of a call, for whoever runs the body himself ----------------------------------------------

    /** A call begins on this thread; answers what {@link #end} is to be told. */
    int begin(long now) {
        InForce rules = inForce;
        return Deadlines.current().begin(this, rules.nanos, rules.spec.interrupt(), now);
    }

    /** A call that began on this thread has ended: null if its ending stands. */
    @Nullable
    CallTimedOutException end(int place, String method, @Nullable Throwable failure) {
        Deadlines.Overrun overrun = Deadlines.current().end(place, this);
        if (overrun == null) {
            endedInTime(failure);
            return null;
        }
        (failure == null || !inForce.spec.interrupt() ? late : timedOut).increment();
        long took = clock.nanos() - overrun.since();
        return failure instanceof Error
                ? null
                : new CallTimedOutException(method, name, overrun.due() - overrun.since(), took, failure);
    }

    /** Whether the time of a call that runs on this thread is up. */
    boolean isOver(int place) {
        return Deadlines.current().at(place).isOver(clock);
    }

    /** How long a stage may take that begins now. */
    long nanos() {
        return inForce.nanos;
    }

    /** A call has ended within its time; one that was refused further in has not been run. */
    void endedInTime(@Nullable Throwable failure) {
        if (!(failure instanceof RefusedException)) {
            inTime.increment();
        }
    }

    /** A stage's time is up. */
    CallTimedOutException expired(String method, long nanos) {
        timedOut.increment();
        return new CallTimedOutException(method, name, nanos, nanos, null);
    }

    Deadline borrow() {
        Deadline lent = spare.poll();
        return lent == null ? new Deadline() : lent;
    }

    void giveBack(Deadline lent) {
        lent.forget();
        if (lent.isArmed()) { // others are worth no more than new ones
            spare.offer(lent);
        }
    }

    Clock clock() {
        return clock;
    }

    Alarm alarm() {
        return alarm;
    }

    Executor executor() {
        return executor;
    }

    // ---- what has been counted -------------------------------------------------------------------------------

    /** What has been counted so far. */
    public Snapshot snapshot() {
        return new Snapshot(inTime.sum(), timedOut.sum(), late.sum());
    }

    /**
     * A timeout's counts; exact when no call is running.
     *
     * @param inTime calls that ended within their time, well or not
     * @param timedOut calls whose work was stopped, or left behind, when their time was up
     * @param late calls whose work went on to an end of its own, which nobody wanted any more
     */
    public record Snapshot(long inTime, long timedOut, long late) {}
}
