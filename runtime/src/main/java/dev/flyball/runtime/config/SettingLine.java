package dev.flyball.runtime.config;

import dev.flyball.model.Parsed;
import dev.flyball.model.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the {@linkplain SettingTable table of settings}: a key below {@code flyball}, perhaps with a name in it
 * that is the user's to choose, what it takes, what it is when nobody says, and what it means.
 *
 * @param pattern the key, in kebab-case, with {@code *} in the name's place
 * @param standard the canonical text of the default; empty text: off, or left to what it is about
 * @param hot whether a change counts at once, and not only at the next start
 */
record SettingLine(String pattern, SettingType type, String standard, boolean hot, String sentence) {

    private static final String NAME = "*";

    /** The words before the name; all of them where there is none. */
    private List<String> head() {
        List<String> words = words();
        return named() ? words.subList(0, words.indexOf(NAME)) : words;
    }

    /** The words after the name. */
    private List<String> tail() {
        List<String> words = words();
        return named() ? words.subList(words.indexOf(NAME) + 1, words.size()) : List.of();
    }

    private List<String> words() {
        return List.of(pattern.split("\\.", -1));
    }

    /** Whether there is a name in the key. */
    boolean named() {
        return words().contains(NAME);
    }

    /** The first word. */
    String root() {
        return words().get(0);
    }

    /** Everything up to the name, or but for the last word: what the line shares with those beside it. */
    String section() {
        List<String> words = words();
        return String.join(".", named() ? head() : words.subList(0, words.size() - 1));
    }

    /** The last word, by which it is told from the lines beside it; empty where the name comes last. */
    String last() {
        return named() ? String.join(".", tail()) : words().get(words().size() - 1);
    }

    /** The key with a name, without {@code flyball}. */
    String key(String name) {
        return pattern.replace(NAME, name);
    }

    /** Whether the key decides which files are read, and so cannot stand in one. */
    boolean bootstrap() {
        return root().equals("config");
    }

    /** The name that a path has in this pattern, empty where it has none; null if the path does not fit. */
    @Nullable
    String match(List<String> path) {
        List<String> kebab = path.stream().map(Words::kebab).toList();
        List<String> head = head();
        List<String> tail = tail();
        if (!named()) {
            return kebab.equals(head) ? "" : null;
        }
        int end = path.size() - tail.size();
        boolean fits = end > head.size()
                && kebab.subList(0, head.size()).equals(head)
                && kebab.subList(end, path.size()).equals(tail);
        return fits ? String.join(".", path.subList(head.size(), end)) : null;
    }

    /** The name in an environment variable, in lower case with hyphens; null if the variable does not fit. */
    @Nullable
    String guess(String variable) {
        String start = Words.variable("flyball." + section()) + "_";
        String end = tail().isEmpty() ? "" : "_" + Words.variable(last());
        boolean fits = named()
                && variable.startsWith(start)
                && variable.endsWith(end)
                && variable.length() > start.length() + end.length();
        return fits ? name(variable.substring(start.length(), variable.length() - end.length())) : null;
    }

    /** Controllers and limits are called after their policies: {@code bulkhead.stock}. */
    private String name(String variable) {
        String name = Words.unvariable(variable);
        if (root().equals("pressure")) {
            for (PolicyKind kind : PolicyKind.values()) {
                if (name.startsWith(kind.key() + "-")) {
                    return kind.key() + "." + name.substring(kind.key().length() + 1);
                }
            }
        }
        return name;
    }

    /** Reads a value as this key wants it; a blank is the default where that is a blank. */
    Parsed parse(String text) {
        return text.isBlank() && standard.isEmpty()
                ? new Parsed.Value("")
                : type.reader().apply(text);
    }

    /** The sentence and the legal values. */
    String manual() {
        List<String> parts = new ArrayList<>(List.of(sentence));
        if (!type.range().isEmpty()) {
            parts.add(
                    Character.toUpperCase(type.range().charAt(0)) + type.range().substring(1) + ".");
        }
        return String.join(" ", parts);
    }
}
