package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stops calling what keeps failing. After too many failures, or slow calls, further calls are refused for a while;
 * then a few probes decide whether to go on.
 *
 * <p><b>Use it</b> around what may be down or drowning: a remote service, a database, a device. It spares callers the
 * wait and the callee the load.
 *
 * <pre>{@code
 * @CircuitBreaker(failureRate = 0.3, window = "50", openFor = "5s", fallback = "cached")
 * Price price(Item item) throws IOException { ... }
 *
 * @CircuitBreaker(slowCallDuration = "2s", slowCallRate = 0.8, ignoreOn = NotFoundException.class)
 * Customer find(String id) { ... }
 *
 * @CircuitBreaker(window = "30s", minimumCalls = 50, memoryThreshold = "0.9")
 * Report build(Query query) { ... }
 * }</pre>
 *
 * <p><b>States.</b> <i>Closed</i>: calls pass, and the endings of the last {@link #window()} are judged, from
 * {@link #minimumCalls()} on. <i>Open</i>, for {@link #openFor()}: calls are refused. <i>Half open</i>: at most
 * {@link #probes()} calls pass; if too many of them fail it opens again, {@link #openForFactor()} times longer, else
 * it closes and starts from an empty window. {@link #memoryThreshold()} opens it by live memory instead; it then closes
 * without probes.
 *
 * <p><b>What counts.</b> A failure is an exception that {@link #recordOn()} takes and {@link #ignoreOn()} does not; an
 * exception that neither takes counts as a success; {@code CompletionException} and {@code ExecutionException} are
 * looked through. Calls refused further in, and cancelled ones, do not count. A method that returns a
 * {@code CompletionStage} has ended when the stage completes.
 *
 * <p><b>A refused caller</b> sees a {@code dev.flyball.runtime.breaker.CircuitOpenException} with
 * {@code retryAfter()}. {@link Retry} on the same method stands outside: each attempt passes the breaker.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CircuitBreaker {

    /**
     * The share of failed calls that opens the breaker, as a ratio: {@code 0.5} is half of them. Above 0, at most 1.
     */
    double failureRate() default 0.5;

    /**
     * What is judged: the last so many calls, from {@code "1"} to {@code "1048576"}, or the calls of the last span of
     * time, from {@code "10ms"} to {@code "1d"}. A span moves on by seconds; by tenths of it below 10 s.
     */
    String window() default "100";

    /**
     * The fewest calls in the window that are judged. At least 1; where the window, or the number of probes, is
     * smaller, that number is enough.
     */
    int minimumCalls() default 20;

    /** A call that takes strictly longer is slow. Above zero; default: blank, no call is. */
    String slowCallDuration() default "";

    /**
     * The share of slow calls that opens the breaker, as a ratio. Above 0, at most 1. Needs {@link
     * #slowCallDuration()}.
     */
    double slowCallRate() default 1.0;

    /** How long the breaker stays open before it lets probes through. Above zero, at most {@link #openForMax()}. */
    String openFor() default "10s";

    /** What {@link #openFor()} is multiplied by each time the probes fail, until it closes. From 1 to 100. */
    double openForFactor() default 1;

    /** The longest that {@link #openFor()} grows to. */
    String openForMax() default "5m";

    /** How many calls may find out whether the breaker can close. From 1 to 1000. */
    int probes() default 5;

    /**
     * After which a probe that has not ended counts as failed and its place is free again, so that a call that hangs
     * cannot keep the breaker half open. Above zero.
     */
    String probeTimeout() default "30s";

    /**
     * Live heap after garbage collection that opens the breaker: a share of the maximum ({@code "0.9"}) or a size
     * ({@code "2048 MB"}). Two collections in a row must find that much alive; what a call allocates is not counted until
     * then. It closes at 0.07 of the heap, or of the size, below; until then one call a second, or one in a hundred,
     * passes. Default: blank, off.
     */
    String memoryThreshold() default "";

    /** The exceptions that count as failures, with their subclasses; the others count as successes. */
    Class<? extends Throwable>[] recordOn() default {Throwable.class};

    /** The exceptions that count neither way, with their subclasses; stronger than {@link #recordOn()}. */
    Class<? extends Throwable>[] ignoreOn() default {};

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
