package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stops calling what keeps failing: after too many failures calls are refused for a while, then a few probes decide.
 *
 * <p>A refused caller sees {@code CircuitOpenException}.
 *
 * <pre>{@code
 * @CircuitBreaker(failureRate = 0.3, window = "50", openFor = "5s", fallback = "cached")
 * Price price(Item item) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CircuitBreaker {

    /** The share of failed calls that opens the breaker; above 0, at most 1. */
    double failureRate() default 0.5;

    /** What is judged: the last so many calls ({@code "100"}), or the calls of the last span of time ({@code "10s"}). */
    String window() default "100";

    /** The fewest calls in the window that are judged; at least 1. */
    int minimumCalls() default 20;

    /** A call longer than this is slow; blank: no call is. */
    String slowCallDuration() default "";

    /** The share of slow calls that opens the breaker; above 0, at most 1. Needs {@link #slowCallDuration()}. */
    double slowCallRate() default 1.0;

    /** How long the breaker stays open before it lets probes through; above zero. */
    String openFor() default "10s";

    /** What {@link #openFor()} is multiplied by each time probes fail; from 1 to 100. */
    double openForFactor() default 1;

    /** The longest that {@link #openFor()} may grow. */
    String openForMax() default "5m";

    /** How many trial calls decide whether the breaker closes; from 1 to 1000. */
    int probes() default 5;

    /** A probe that takes longer counts as failed, and its place is free again; above zero. */
    String probeTimeout() default "30s";

    /** Live heap after garbage collection that opens the breaker: a share of the maximum ({@code "0.9"}) or a size ({@code "2GB"}); blank: off. */
    String memoryThreshold() default "";

    /** The exceptions that count as failures, with their subclasses. */
    Class<? extends Throwable>[] recordOn() default {Throwable.class};

    /** The exceptions that count neither as failure nor as success; stronger than {@link #recordOn()}. */
    Class<? extends Throwable>[] ignoreOn() default {};

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
    String fallback() default "";
}
