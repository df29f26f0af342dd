package dev.flyball.model;

/**
 * Something doubtful about the numbers of one policy, wherever they came from. {@code attribute} is the one to change;
 * {@code sentence} has no subject: the reporter puts the annotation or the configuration key before it.
 */
public record Finding(String tag, Problem.Severity severity, String attribute, String sentence, String fix) {

    static Finding error(String tag, String attribute, String sentence, String fix) {
        return new Finding(tag, Problem.Severity.ERROR, attribute, sentence, fix);
    }

    static Finding warning(String tag, String attribute, String sentence, String fix) {
        return new Finding(tag, Problem.Severity.WARNING, attribute, sentence, fix);
    }
}
