package dev.flyball.runtime.alert;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message of a rule about one instance. Immutable and serialisable.
 *
 * @param id unlike that of any other alert, also of other processes; a message that is sent again keeps it
 * @param rule the name of the rule
 * @param instance what the rule is about: a breaker's name, {@code process}
 * @param message in words
 * @param numbers what was measured, by name
 * @param when by the wall clock
 * @param suppressed how many reports that would have raised an alert were left out since this rule's last message
 * @param test whether somebody only wanted to see whether alerts arrive
 */
public record Alert(
        String id,
        String rule,
        String instance,
        Severity severity,
        State state,
        String message,
        Map<String, Double> numbers,
        Instant when,
        long suppressed,
        boolean test)
        implements Serializable {

    /** Whether the trouble begins or is over. */
    public enum State {
        /** It is there, or still there. */
        FIRING,
        /** It is over. */
        RESOLVED
    }

    /** Keeps its own copy of the numbers, by name. */
    public Alert {
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    }

    /** One line for people. Control characters are written out, so that no name or reason can make a line of its own. */
    public String text() {
        return Escapes.line((test ? "TEST " : "")
                + state + " " + severity + " " + rule + " " + instance + ": " + message
                + (suppressed == 0 ? "" : " (and " + suppressed + " more reports since the last message)"));
    }

    /** As one JSON object (RFC 8259) on one line. */
    public String json() {
        return Json.of(this, "");
    }

    @Override
    public String toString() {
        return text();
    }
}
