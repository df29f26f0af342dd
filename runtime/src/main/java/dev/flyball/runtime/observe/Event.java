package dev.flyball.runtime.observe;

import java.util.List;

/** Something that happened, once per edge. Calls that are admitted make no events. */
public sealed interface Event {

    /** The name of the policy instance or method it happened to. */
    String name();

    /** A call was refused. */
    record Rejected(String name, String policy, String reason, String method) implements Event {}

    /** A circuit breaker went from one state to another. */
    record BreakerTransition(String name, String from, String to, String cause) implements Event {}

    /** An alert was raised, or is over: {@code state} is firing or resolved. Test alerts make no events. */
    record AlertRaised(String name, String rule, String severity, String state, String message) implements Event {}

    /** Pressure, of a controller or of the whole process, came to another level, and why. */
    record LevelChanged(String name, String from, String to, double pressure, String reason) implements Event {}

    /** More keys than an instance has room for were in use at once: the further ones share one limit. Once a minute. */
    record KeysOverflowed(String name, String policy, int maxKeys) implements Event {}

    /** An adaptive limit went from one whole number to another; {@code reason} is in words. */
    record LimitChanged(String name, int from, int to, String reason) implements Event {}

    /** Configuration in force changed; each line names key, old and new value, and where the new one stands. */
    record ConfigChanged(String name, List<String> changes) implements Event {}

    /**
     * A run of parallel branches was over before all of its branches had ended.
     *
     * @param cause timeout, breach, cancelled or deserted
     * @param reason in words
     * @param unfinished how many branches had not ended
     */
    record RunCutShort(String name, String cause, String reason, int unfinished) implements Event {}
}
