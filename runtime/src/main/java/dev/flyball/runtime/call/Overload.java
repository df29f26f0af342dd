package dev.flyball.runtime.call;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Tells failures that mean "too much at once" from others, for limits that follow what they measure. Immutable.
 *
 * <p>A timeout counts, and goes by its name, since nearly every library has a class of its own for it: an exception
 * counts whose class, or a class above it, is named {@code …TimeoutException} or {@code …TimedOutException}. So do a
 * {@link RejectedExecutionException}, which a full executor throws, and an {@link OutOfMemoryError}. Causes are looked
 * at too, from the outside in, since clients like to wrap what happened: the first that says something decides.
 */
public final class Overload {

    /** What a failed call says about its callee. */
    public enum Verdict {
        /** It had too much to do. */
        OVERLOADED,
        /** A policy further in refused; the callee did not see the call, or not all of it. */
        REFUSED,
        /** The call was cancelled or interrupted: nobody waited for its end. */
        ABANDONED,
        /** It failed for another reason, perhaps sooner than it could have succeeded. */
        FAILED
    }

    /** What counts without anybody saying more. */
    public static final Overload USUAL = new Overload(failure -> false);

    /** Cause chains can be loops. */
    private static final int DEEPEST = 10;

    private final Predicate<? super Throwable> also;

    /**
     * @param also what else means that the callee had too much to do. Is not asked about refusals and cancellations,
     *     which say nothing of the callee, whatever classes they extend
     */
    public Overload(Predicate<? super Throwable> also) {
        this.also = also;
    }

    /** What that failure says. */
    public Verdict of(Throwable failure) {
        Throwable link = failure;
        for (int depth = 0; link != null && depth < DEEPEST; depth++) {
            Verdict verdict = alone(link);
            if (verdict != Verdict.FAILED) {
                return verdict;
            }
            link = link.getCause();
        }
        return Verdict.FAILED;
    }

    private Verdict alone(Throwable failure) {
        if (failure instanceof RefusedException) {
            return Verdict.REFUSED;
        }
        if (failure instanceof CancellationException || failure instanceof InterruptedException) {
            return Verdict.ABANDONED;
        }
        if (counts(failure)
                || failure instanceof RejectedExecutionException
                || failure instanceof OutOfMemoryError
                || isTimeout(failure.getClass())) {
            return Verdict.OVERLOADED;
        }
        boolean interrupted =
                failure instanceof InterruptedIOException || failure instanceof ClosedByInterruptException;
        return interrupted ? Verdict.ABANDONED : Verdict.FAILED;
    }

    /** A predicate that throws has not said yes. */
    private boolean counts(Throwable failure) {
        try {
            return also.test(failure);
        } catch (Throwable broken) {
            return false;
        }
    }

    private static boolean isTimeout(Class<?> type) {
        for (Class<?> up = type; up != Throwable.class && up != null; up = up.getSuperclass()) {
            String name = up.getName();
            if (name.endsWith("TimeoutException") || name.endsWith("TimedOutException")) {
                return true;
            }
        }
        return false;
    }
}
