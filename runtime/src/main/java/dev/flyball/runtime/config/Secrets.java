package dev.flyball.runtime.config;

import java.util.Arrays;
import java.util.Set;

/** Values that must not be printed, told by the words of their keys. */
final class Secrets {

    private static final Set<String> WORDS = Set.of("url", "key", "token", "secret", "password");

    private Secrets() {}

    static String mask(String key, String value) {
        return Arrays.stream(Words.kebab(key).split("[._-]", -1)).anyMatch(WORDS::contains) && !value.isEmpty()
                ? "***"
                : value;
    }
}
