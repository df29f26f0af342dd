package dev.flyball.runtime.config;

import dev.flyball.model.DidYouMean;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Spelling: one word for camelCase and kebab-case, and what a misspelt word may have meant. */
final class Words {

    private Words() {}

    /** {@code openFor} as {@code open-for}; kebab-case stays. */
    static String kebab(String word) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(word.charAt(i - 1))) {
                kebab.append('-');
            }
            kebab.append(c);
        }
        return kebab.toString().toLowerCase(Locale.ROOT);
    }

    /** The name of the environment variable for a key: upper case, {@code _} for whatever is no letter or digit. */
    static String variable(String key) {
        StringBuilder variable = new StringBuilder();
        key.chars()
                .map(c -> Character.isLetterOrDigit(c) ? Character.toUpperCase(c) : '_')
                .forEach(c -> variable.append((char) c));
        return variable.toString();
    }

    /** A name that a variable may stand for: lower case, with hyphens. */
    static String unvariable(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The known word that was most likely meant. */
    static Optional<String> meant(String written, Collection<String> known) {
        return DidYouMean.among(known, written).stream().findFirst();
    }

    /** {@code Did you mean x?}, or else the words there are. */
    static String remedy(String written, Collection<String> known) {
        return meant(written, known)
                .map(word -> "did you mean " + word + "?")
                .orElseGet(() -> "write one of " + String.join(", ", known));
    }
}
