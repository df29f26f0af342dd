package dev.flyball.runtime.retry;

import dev.flyball.runtime.call.RefusedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * What is tried again, how often and for how long. Immutable; start from {@link #DEFAULT} and change what you mean to.
 *
 * <p>Never tried again: an interruption, a cancellation, and what {@code abortOn} takes. A refusal that cannot say when a
 * retry could succeed is tried again only if {@code retryOn} means refusals: if it takes the refusal, but not just any
 * {@link RuntimeException}. A predicate that throws means no.
 *
 * @param maxAttempts attempts in all, the first included, 1 to 100
 * @param backoff the pauses between them
 * @param maxDuration the time after the start of the call in which a further attempt may begin
 * @param retryOn the failures that are tried again
 * @param abortOn those that are not, whatever {@code retryOn} says
 */
public record RetryRules(
        int maxAttempts,
        Backoff backoff,
        Duration maxDuration,
        Predicate<? super Throwable> retryOn,
        Predicate<? super Throwable> abortOn) {

    /** Three attempts within three minutes after any {@link Exception}. */
    public static final RetryRules DEFAULT =
            new RetryRules(3, Backoff.DEFAULT, Duration.ofMinutes(3), Exception.class::isInstance, failure -> false);

    public RetryRules {
        Checks.that(maxAttempts >= 1 && maxAttempts <= 100, "maxAttempts", maxAttempts, "1 to 100");
        Checks.that(!maxDuration.isNegative() && !maxDuration.isZero(), "maxDuration", maxDuration, "longer than 0s");
    }

    public RetryRules withMaxAttempts(int attempts) {
        return new RetryRules(attempts, backoff, maxDuration, retryOn, abortOn);
    }

    public RetryRules withBackoff(Backoff pauses) {
        return new RetryRules(maxAttempts, pauses, maxDuration, retryOn, abortOn);
    }

    public RetryRules withMaxDuration(Duration duration) {
        return new RetryRules(maxAttempts, backoff, duration, retryOn, abortOn);
    }

    public RetryRules withRetryOn(Predicate<? super Throwable> failures) {
        return new RetryRules(maxAttempts, backoff, maxDuration, failures, abortOn);
    }

    public RetryRules withAbortOn(Predicate<? super Throwable> failures) {
        return new RetryRules(maxAttempts, backoff, maxDuration, retryOn, failures);
    }

    /** Whether a failure, without its wrappers, is one to try again after. */
    boolean mayPass(Throwable failure) {
        if (isInterruption(failure) || failure instanceof CancellationException) {
            return false;
        }
        try {
            return !abortOn.test(failure)
                    && retryOn.test(failure)
                    && (!isBlind(failure) || !retryOn.test(new Anything()));
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** A timeout of a socket is an {@link InterruptedIOException} too, but nobody was interrupted. */
    private static boolean isInterruption(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof ClosedByInterruptException
                || failure.getClass() == InterruptedIOException.class;
    }

    private static boolean isBlind(Throwable failure) {
        return failure instanceof RefusedException refused
                && refused.retryAfter().isEmpty();
    }

    /** An exception that nobody can mean. */
    private static final class Anything extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Anything() {
            super("anything", null, false, false);
        }
    }
}
