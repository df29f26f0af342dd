package dev.flyball.runtime.config;

import org.jspecify.annotations.Nullable;

/**
 * What a text must not be, seen before it is parsed: nested or dotted so deeply that the parser's recursion would
 * overflow the stack, or appending with {@code +=}, which would look for the list in the environment. Walks the text once,
 * past strings and comments.
 */
final class Shape {

    static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int line = 1;
    private int depth;
    private int dots;

    private Shape(String text) {
        this.text = text;
    }

    /** What is wrong, as a problem in {@code place}; null if nothing is. */
    static @Nullable ConfigProblem check(String place, String text) {
        return new Shape(text).check(place);
    }

    private @Nullable ConfigProblem check(String place) {
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
            } else if (c == '#' || starts("//")) {
                skipTo("\n");
                dots = 0;
                line++;
            } else if (c == '+' && starts("+=")) {
                return ConfigProblem.in(
                        place + ":" + line,
                        "config-append",
                        "appends with +=, which would not see the list before it",
                        "write the whole list");
            } else {
                count(c);
            }
            if (depth > DEEPEST || dots > DEEPEST) {
                return ConfigProblem.in(
                        place + ":" + line,
                        "config-too-deep",
                        "nests deeper than " + DEEPEST + " levels",
                        "write fewer braces, brackets or dots");
            }
        }
        return null;
    }

    private void count(char c) {
        switch (c) {
            case '{', '[', '(' -> {
                depth++;
                dots = 0;
            }
            case '}', ']', ')' -> {
                depth--;
                dots = 0;
            }
            case '\n' -> {
                line++;
                dots = 0;
            }
            case '=', ':', ',' -> dots = 0;
            case '.' -> dots++;
            default -> {}
        }
    }

    private boolean starts(String word) {
        return text.startsWith(word, at);
    }

    /** From a quote to the one that ends the string; a string that does not end is the parser's to complain of. */
    private void skipString() {
        if (starts("\"\"\"")) {
            at += 3;
            skipTo("\"\"\"");
            at = Math.min(at + 2, text.length());
            return;
        }
        for (at++; at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        int stop = found < 0 ? text.length() : found;
        for (; at < stop; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
