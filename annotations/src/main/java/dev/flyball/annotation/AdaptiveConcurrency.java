package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most so many calls at the same time as the method can serve without queueing, found by measuring its latency.
 *
 * <p>A refused caller sees {@code ConcurrencyLimitedException}.
 *
 * <pre>{@code
 * @AdaptiveConcurrency(max = 200)
 * Page search(String words) { ... }
 * }</pre>
 *
 * <p><b>Not built yet.</b> Processor and agent refuse it with {@code [not-built-yet]} and say what works instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AdaptiveConcurrency {

    /** How the limit follows the measurements. */
    Algorithm algorithm() default Algorithm.GRADIENT;

    /** The limit at the start; from {@link #min()} to {@link #max()}. */
    int initial() default 20;

    /** The lowest limit; at least 1. */
    int min() default 1;

    /** The highest limit. */
    int max() default 1000;

    /** The latency to stay below; blank: found by measuring. */
    String targetLatency() default "";

    /** Callers that may wait for a place, in order of arrival; 0: none. */
    int maxWaiting() default 0;

    /** How long a caller may wait for a place; zero refuses at once. */
    String maxWait() default "0s";

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

    /** How the limit follows the measurements. */
    enum Algorithm {
        /** The ratio of unloaded to present latency. */
        GRADIENT,

        /** Throughput times unloaded latency. */
        LITTLES_LAW,

        /** A controller on latency. */
        PID,

        /** One more after a good window, a tenth less after a bad one. */
        AIMD,

        /** An estimate of the queue, held between two bounds. */
        VEGAS,

        /** Fast far from the last bad limit, slowly near it. */
        CUBIC
    }
}
