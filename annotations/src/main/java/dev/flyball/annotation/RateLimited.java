package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most so many calls of this method per span of time; the rest wait their turn or are refused.
 *
 * <p>A refused caller sees {@code RateLimitedException}, which knows how long to wait before a retry can succeed.
 *
 * <pre>{@code
 * @RateLimited(permits = 50, per = "1s", maxWait = "100ms")
 * Receipt place(Order order) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(RateLimited.All.class)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {

    /** Calls per {@link #per()}; at least 1. */
    int permits();

    /** The span of time, above zero. */
    String per() default "1s";

    /** How many calls may come at once after a quiet time; 0 means as many as {@link #permits()}. */
    int burst() default 0;

    /** How permits are counted. */
    Algorithm algorithm() default Algorithm.TOKEN_BUCKET;

    /** The lowest limit of {@link Algorithm#ADAPTIVE_WINDOW}; from 1 to {@link #permits()}. */
    int minPermits() default 1;

    /** How long a caller may wait for its permit, in order of arrival; zero refuses at once. */
    String maxWait() default "0s";

    /** How long a cold start takes to reach the full rate; zero starts at the full rate. */
    String warmUp() default "0s";

    /** How many keys have a limit of their own, where a parameter is a {@link Key}; at least 1. Further keys share one. */
    int maxKeys() default 10000;

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
    String fallback() default "";

    /** How permits are counted. */
    enum Algorithm {
        /** Permits trickle in evenly and gather up to the burst. */
        TOKEN_BUCKET,

        /** At most {@link RateLimited#permits()} calls in any span of that length. */
        SLIDING_WINDOW,

        /** A window whose limit falls when calls fail for overload and rises again slowly. */
        ADAPTIVE_WINDOW
    }

    /** Several limits on one method; every one of them must admit the call. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {

        /** The limits. */
        RateLimited[] value();
    }
}
