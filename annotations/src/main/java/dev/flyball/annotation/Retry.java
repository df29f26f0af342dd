package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls again after a failure that may pass, with growing and randomised pauses, within a budget.
 *
 * <p>The caller sees the last failure; the earlier ones are attached to it as suppressed.
 *
 * <pre>{@code
 * @Retry(maxAttempts = 4, delay = "50ms", retryOn = IOException.class)
 * Page fetch(URI address) throws IOException { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Retry {

    /** Attempts in all, the first included; from 1 to 100. */
    int maxAttempts() default 3;

    /** The pause before the second attempt. */
    String delay() default "100ms";

    /** How the pause grows. */
    Backoff backoff() default Backoff.EXPONENTIAL;

    /** The longest pause; at least {@link #delay()}. */
    String maxDelay() default "10s";

    /** The time in which a further attempt may begin; above zero. */
    String maxDuration() default "3m";

    /** The share of each pause that is random: 0 none of it, 1 all of it. */
    double jitter() default 1.0;

    /** The failures that are tried again, with their subclasses. */
    Class<? extends Throwable>[] retryOn() default {Exception.class};

    /** The failures that are not; stronger than {@link #retryOn()}. */
    Class<? extends Throwable>[] abortOn() default {};

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
    String fallback() default "";
}
