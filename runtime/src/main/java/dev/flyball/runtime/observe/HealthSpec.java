package dev.flyball.runtime.observe;

/**
 * What health may say.
 *
 * @param mayFail whether an overload counts as failed, so that whoever watches may restart the process; otherwise it
 *     never does
 */
public record HealthSpec(boolean mayFail) {

    /** Health never fails. */
    public static final HealthSpec DEFAULT = new HealthSpec(false);
}
