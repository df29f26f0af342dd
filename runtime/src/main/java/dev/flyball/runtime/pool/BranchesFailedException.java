package dev.flyball.runtime.pool;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/**
 * Says that branches failed, or did not get to their end. Its cause is the first failure in time, the later ones are
 * suppressed; or else what cut the run short, a {@link TimeoutException} or a {@link CancellationException}.
 */
public final class BranchesFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BranchResults<?> results;

    private BranchesFailedException(BranchResults<?> results, String message, Throwable cause) {
        super(message, cause);
        this.results = results;
    }

    /** @param failed at least one, in the order of their ends */
    static BranchesFailedException failed(BranchResults<?> results, List<? extends BranchOutcome<?>> failed) {
        BranchOutcome<?> first = failed.get(0);
        BranchesFailedException exception = new BranchesFailedException(
                results,
                "[branches-failed] " + failed.size() + " of "
                        + results.outcomes().size()
                        + " branches failed, first \"" + first.key() + "\" with " + first.failure()
                        + "; ask results() what became of each",
                first.failure() == null ? new AssertionError(first) : first.failure());
        for (BranchOutcome<?> later : failed.subList(1, failed.size())) {
            Throwable failure = later.failure();
            if (failure != null && failure != exception.getCause()) {
                exception.addSuppressed(failure);
            }
        }
        return exception;
    }

    static BranchesFailedException cutShort(BranchResults<?> results, String reason) {
        long unfinished =
                results.outcomes().stream().filter(one -> !one.succeeded()).count();
        return new BranchesFailedException(
                results,
                "[branches-cut-short] " + reason + " with " + unfinished + " of "
                        + results.outcomes().size() + " branches unfinished; ask results() for those that finished",
                results.ending() == RunEnding.TIMED_OUT
                        ? new TimeoutException(reason)
                        : new CancellationException(reason));
    }

    /** What became of each branch; null in an exception that was serialized. */
    public BranchResults<?> results() {
        return results;
    }
}
