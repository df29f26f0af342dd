package dev.flyball.runtime.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as somebody wrote it, not yet understood: the words of its key below {@code flyball}, its text (a list's
 * elements separated by commas; null takes the key back), and where it stands.
 */
record Written(List<String> path, @Nullable String text, Origin origin) {

    String key() {
        return "flyball." + String.join(".", path);
    }
}
