package dev.flyball.runtime.retry;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call again after failures that may pass, with pauses, within {@link RetryRules rules} and a {@link RetryBudget
 * budget} that all its calls share. The last failure is thrown as it is, with the earlier ones suppressed in it.
 *
 * <pre>{@code
 * Retry retry = Retry.of("catalogue", RetryRules.DEFAULT.withMaxAttempts(4));
 * Page page = retry.call(() -> catalogue.page(7));
 * }</pre>
 *
 * <p>A failure that knows when a retry can succeed ({@link RefusedException#retryAfter}) lengthens the pause to that.
 * Thread-safe; calls share nothing but the rules, read once per decision, the budget and counters.
 */
public final class Retry {

    /** There is no further attempt. */
    public static final long NO_MORE = -1;

    private final String name;
    private final RetryBudget budget;
    private final Clock clock;
    private final RandomSource random;
    private volatile RetryRules rules;

    private final LongAdder first = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder exhausted = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private final LongAdder retries = new LongAdder();

    public Retry(String name, RetryRules rules, RetryBudget budget, Clock clock, RandomSource random) {
        this.name = name;
        this.rules = rules;
        this.budget = budget;
        this.clock = clock;
        this.random = random;
    }

    /** A retry with a budget of its own, on the system's clock. */
    public static Retry of(String name, RetryRules rules) {
        return new Retry(name, rules, new RetryBudget(), Clock.system(), RandomSource.system());
    }

    public String name() {
        return name;
    }

    public RetryRules rules() {
        return rules;
    }

    /** Changes the rules, effective for the next decision. The budget stays. */
    public void change(RetryRules others) {
        rules = others;
    }

    // ---- calls -----------------------------------------------------------------------------------------------

    /**
     * Runs {@code body}, again where the rules say so; parks this thread between attempts. An interrupt ends the pause
     * and the call, with the failure so far; the thread's interrupt flag stays set.
     */
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        long startedAt = clock.nanos();
        begin(startedAt);
        Earlier earlier = null; // made by the first failure: a call that succeeds allocates nothing
        for (int attempts = 1; ; attempts++) {
            T result;
            try {
                result = body.call();
            } catch (Throwable failure) {
                long pause = next(attempts, startedAt, clock.nanos(), failure);
                if (pause == NO_MORE || !pause(pause)) {
                    end(attempts, failure);
                    if (earlier != null) {
                        earlier.attachTo(failure);
                    }
                    throw failure;
                }
                if (earlier == null) {
                    earlier = new Earlier();
                }
                earlier.add(failure);
                continue;
            }
            end(attempts, null);
            return result;
        }
    }

    private boolean pause(long nanos) {
        long until = clock.nanos() + nanos;
        while (!Thread.currentThread().isInterrupted()) {
            if (until - clock.nanos() <= 0) {
                return true;
            }
            clock.parkUntil(this, until);
        }
        return false;
    }

    /**
     * Asks {@code body} for a stage, again where the rules say so once it has failed; parks no thread. Cancelling the
     * result cancels the stage or the pause behind it, and no attempt follows.
     *
     * @param alarm ends the pauses
     * @param executor runs further attempts; the first runs here
     * @return a stage that completes as the last attempt's stage; a body without a stage has failed
     */
    public <T extends @Nullable Object> CompletableFuture<T> stage(
            Supplier<? extends CompletionStage<T>> body, Alarm alarm, Executor executor) {
        return new StagedRetry<T>(this, body, alarm, executor).start();
    }

    // ---- the parts of a call, for whoever runs the attempts himself ------------------------------------------

    /** A call begins: it earns its share of the budget. */
    public void begin(long now) {
        budget.earn(now);
    }

    /**
     * Decides about a failed attempt, and pays for the next one if there is to be one.
     *
     * @param attemptsMade attempts so far, the failed one included
     * @param startedAt the clock's reading when the call began
     * @param now the clock's reading
     * @param failure what the attempt ended with
     * @return nanoseconds to wait before the next attempt, or {@link #NO_MORE}
     */
    public long next(int attemptsMade, long startedAt, long now, Throwable failure) {
        RetryRules r = rules;
        Throwable plain = unwrapped(failure);
        if (attemptsMade >= r.maxAttempts() || !r.mayPass(plain)) {
            return NO_MORE;
        }
        long pause = Math.max(r.backoff().pause(attemptsMade, random), retryAfter(plain));
        if (pause > Checks.nanos(r.maxDuration()) - (now - startedAt) || !budget.spend(now)) {
            return NO_MORE;
        }
        retries.increment();
        return pause;
    }

    /** A call ends, after so many attempts, with that failure or well. */
    public void end(int attemptsMade, @Nullable Throwable failure) {
        if (failure == null) {
            (attemptsMade <= 1 ? first : retried).increment();
        } else {
            (rules.mayPass(unwrapped(failure)) ? exhausted : aborted).increment();
        }
    }

    private static long retryAfter(Throwable failure) {
        return failure instanceof RefusedException refused
                ? refused.retryAfter().map(Duration::toNanos).orElse(0L)
                : 0;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        for (Throwable cause = inner.getCause();
                cause != null && (inner instanceof CompletionException || inner instanceof ExecutionException);
                cause = inner.getCause()) {
            inner = cause;
        }
        return inner;
    }

    Clock clock() {
        return clock;
    }

    /** What has been counted so far. */
    public Snapshot snapshot() {
        return new Snapshot(
                first.sum(),
                retried.sum(),
                exhausted.sum(),
                aborted.sum(),
                retries.sum(),
                budget.tokens(clock.nanos()));
    }

    /**
     * A retry's counts; exact when no call is running.
     *
     * @param first calls whose first attempt went well
     * @param retried calls of which a later attempt went well
     * @param exhausted calls that failed although another attempt might have gone well
     * @param aborted calls that ended with a failure not to be tried again
     * @param retries attempts after the first of their call
     * @param budget how many retries could be paid for now
     */
    public record Snapshot(long first, long retried, long exhausted, long aborted, long retries, double budget) {

        /** Attempts of ended calls, first ones and retries. */
        public long attempts() {
            return first + retried + exhausted + aborted + retries;
        }
    }
}
