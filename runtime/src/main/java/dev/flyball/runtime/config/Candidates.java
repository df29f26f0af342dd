package dev.flyball.runtime.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that an attribute could have, best first: the instance's own key, layer by layer; the annotation's, if it
 * differs from the built-in default; the policy's {@code default} key, layer by layer; the built-in default. So a
 * house-wide default never overrides what a developer wrote.
 */
final class Candidates {

    private record Candidate(
            String value, Origin origin, @Nullable Key key) {}

    private final List<Candidate> values = new ArrayList<>();
    private int best;

    /**
     * @param declared the value in the declared plan
     * @param standard the built-in default, or null if the attribute is required
     */
    Candidates(List<Setting> own, List<Setting> shared, String declared, @Nullable String standard) {
        add(own);
        if (!declared.equals(standard)) {
            values.add(new Candidate(declared, Origin.ANNOTATION, null));
        }
        add(shared);
        if (standard != null) {
            values.add(new Candidate(standard, Origin.BUILT_IN, null));
        }
    }

    private void add(List<Setting> settings) {
        settings.forEach(setting -> values.add(new Candidate(setting.value(), setting.origin(), setting.key())));
    }

    /** The best value that is not given up, over the next. */
    Sourced chosen() {
        Candidate next = best + 1 < values.size() ? values.get(best + 1) : null;
        Sourced over = next == null ? null : new Sourced(next.value, next.origin, null);
        return new Sourced(values.get(best).value, values.get(best).origin, over);
    }

    /** The configuration key that says the chosen value; null if the code does. */
    @Nullable
    Key key() {
        return values.get(best).key;
    }

    /** Gives a configured value up for the next. */
    void giveUp() {
        best++;
    }

    /** Takes the last {@link #giveUp} back. */
    void restore() {
        best--;
    }
}
