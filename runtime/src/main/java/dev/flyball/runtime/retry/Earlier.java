package dev.flyball.runtime.retry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures of a call's earlier attempts, oldest first. Not thread-safe. */
final class Earlier {

    private @Nullable List<Throwable> failures;

    void add(Throwable failure) {
        List<Throwable> known = failures;
        if (known == null) {
            known = new ArrayList<>(2);
            failures = known;
        }
        if (known.stream().noneMatch(other -> other == failure)) {
            known.add(failure);
        }
    }

    /** Suppresses them in the last failure; never itself, which an attempt may throw again and again. */
    void attachTo(Throwable last) {
        if (failures != null) {
            for (Throwable failure : failures) {
                if (failure != last) {
                    last.addSuppressed(failure);
                }
            }
        }
    }
}
