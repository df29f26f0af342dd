package dev.flyball.runtime.rate;

/**
 * What becomes of saved permits when a limit changes. All but {@link #RESET} give nothing away: of {@code t} permits
 * saved out of {@code c1} at most, {@code c2} being the new most,
 *
 * <pre>
 * PROPORTIONALLY  t * c2 / c1             AS_IS  min(t, c2)
 * ADDITIVE        t + max(0, c2 - c1), at most c2
 * RESET           c2
 * </pre>
 */
public enum Inherit {
    /** The same share stays spent. */
    PROPORTIONALLY,

    /** As many permits stay saved. */
    AS_IS,

    /** As many permits stay spent: what the limit grew by can be had at once. */
    ADDITIVE,

    /** The limit is as good as new. */
    RESET;

    /** The share of the new permits that counts as spent, given the share of the old. */
    double share(double share, long oldMost, long mostNow) {
        double most = (double) oldMost;
        double newMost = (double) mostNow;
        double saved = (1 - share) * most;
        return switch (this) {
            case PROPORTIONALLY -> share;
            case AS_IS -> 1 - Math.min(saved, newMost) / newMost;
            case ADDITIVE -> 1 - Math.min(saved + Math.max(newMost - most, 0), newMost) / newMost;
            case RESET -> 0;
        };
    }
}
