package dev.flyball.runtime.config;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One layer's settings. Thread-safe. */
interface Settings {

    /** What this layer says of a key; null if nothing. What is found to be wrong only now goes to {@code problems}. */
    @Nullable
    Setting find(Key key, Consumer<ConfigProblem> problems);

    /** What this layer says, as far as it can be known without knowing the instances there are. */
    Collection<Setting> known();

    /** Keys with names that this layer may have spoken of, where it cannot tell how the names are spelt. */
    default Collection<Key.Plain> guesses() {
        return List.of();
    }

    /** Where values stand that nobody has asked for. */
    default Collection<String> unclaimed() {
        return List.of();
    }
}
