package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls again after a failure that may pass, with pauses that grow and vary.
 *
 * <p><b>Use it</b> on calls that may be repeated without harm, at <i>one</i> level of the call chain: three attempts
 * at each of three levels are 27 calls.
 *
 * <pre>{@code
 * @Retry(maxAttempts = 4, delay = "50ms", retryOn = IOException.class)
 * Page fetch(URI address) throws IOException { ... }
 *
 * @Retry(abortOn = {NotFoundException.class, IllegalArgumentException.class})
 * Customer find(String id) { ... }
 * }</pre>
 *
 * <p><b>What is tried again.</b> Failures that {@link #retryOn()} takes and {@link #abortOn()} does not. Never an
 * interruption or a cancellation, and an {@code Error} only if named. A refusal by a policy further in is tried again
 * after its {@code retryAfter()}, where it has one. For a method that returns a {@code CompletionStage} the ending of
 * the stage decides, and no thread waits during a pause.
 *
 * <p><b>The budget.</b> All calls of an instance share one: each call earns a fifth of a retry, each second one, up to
 * 20. When it is spent, failures are not tried again, so that an outage is not answered with a multiple of the usual
 * load.
 *
 * <p><b>The caller</b> sees the last failure as it is, with the earlier ones as suppressed.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Retry {

    /** Attempts in all, the first included. From 1, which never repeats, to 100. */
    int maxAttempts() default 3;

    /** The pause before the second attempt. From zero to {@link #maxDelay()}. */
    String delay() default "100ms";

    /** How the pause grows from attempt to attempt. */
    Backoff backoff() default Backoff.EXPONENTIAL;

    /** The longest pause. At least {@link #delay()}. */
    String maxDelay() default "10s";

    /**
     * The time since the beginning of the call in which a further attempt may begin. Above zero. A pause that would go
     * past it is not begun.
     */
    String maxDuration() default "3m";

    /**
     * The share of each pause that is random, as a ratio from 0 to 1: with {@code 0} every pause is exact, with
     * {@code 1} it is anything up to the exact one, which keeps callers that failed together from coming back
     * together.
     */
    double jitter() default 1.0;

    /** The failures that are tried again, with their subclasses. */
    Class<? extends Throwable>[] retryOn() default {Exception.class};

    /** The failures that are not, with their subclasses; stronger than {@link #retryOn()}. */
    Class<? extends Throwable>[] abortOn() default {};

    /**
     * The name of the instance, for sharing it and for configuring it: letters, digits, {@code _ -} and single dots.
     * Whoever has the same name and policy shares one instance. Default: the method's own, such as
     * {@code com.acme.Shop.buy}.
     */
    String name() default "";

    /**
     * The method that stands in for a call refused or failed, by name;
     * <a href="package-summary.html#fallback">rules</a>. Default: none, and the caller sees the exception.
     */
    String fallback() default "";
}
