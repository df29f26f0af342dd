package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most so many calls at the same time as the method can serve without queueing, found by measuring how long they
 * take. Further calls wait for a place, or are refused.
 *
 * <p><b>Use it</b> where {@link Bulkhead} would need a number that nobody knows, or that changes: a service that grows
 * and shrinks, a database that others use too. Callers of what is too slow are refused soon, instead of all waiting
 * long.
 *
 * <pre>{@code
 * @AdaptiveConcurrency(max = 200)
 * Page search(String words) { ... }
 *
 * @AdaptiveConcurrency(maxWaiting = 50, maxWait = "100ms", overloadOn = TooManyRequestsException.class)
 * CompletionStage<Quote> quote(String symbol) { ... }
 * }</pre>
 *
 * <p><b>How the limit moves.</b> Calls are measured from admission until they return, throw, or their stage completes.
 * At the end of each window, of at least 20 calls and a tenth of a second, {@link #algorithm()} compares what they
 * usually took with what they take when next to nothing else runs, and moves the limit within {@link #min()} and
 * {@link #max()}. To know the latter, the limiter now and then lets only a few calls run at a time, for a moment. The
 * limit does not grow while less than half of it is used.
 *
 * <p><b>What counts.</b> A call that returns is a measurement. One that failed because its callee had too much to do is
 * a sign of overload and lowers the limit: timeouts (an exception whose class, or a class above it, is named
 * {@code …TimeoutException} or {@code …TimedOutException}), a {@code RejectedExecutionException} that is no refusal of
 * Flyball's, an {@code OutOfMemoryError}, and what {@link #overloadOn()} names; causes are looked through. All other
 * failures, calls that were cancelled or interrupted, and calls refused further in give their place back and count no
 * further: a failure is often quick, and must not make the method look fast.
 *
 * <p><b>A refused caller</b> sees a {@code dev.flyball.runtime.concurrency.ConcurrencyLimitedException}: at once if
 * nobody may wait or the queue is full, or after {@link #maxWait()}. Nobody can know when a place is free, so it has no
 * {@code retryAfter()}. A waiting caller that is interrupted sees the same exception, its interrupt flag kept.
 *
 * <p>A call holds its place until it returns or throws; for a method that returns a {@code CompletionStage}, until the
 * stage completes. All objects of a class share the method's limit. A recursive call takes a place of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AdaptiveConcurrency {

    /** How the limit follows the measurements. */
    Algorithm algorithm() default Algorithm.GRADIENT;

    /**
     * The limit at the start, from {@link #min()} to {@link #max()}. Default: 20, or the nearest number that those
     * allow.
     */
    int initial() default 20;

    /** The lowest limit. At least 1. */
    int min() default 1;

    /** The highest limit. At least {@link #min()}. */
    int max() default 1000;

    /**
     * The latency to stay below. Above zero; default: blank, found by measuring. {@link Algorithm#PID},
     * {@link Algorithm#AIMD} and {@link Algorithm#CUBIC} steer by it; with the others the limit does not grow while
     * calls usually take longer.
     */
    String targetLatency() default "";

    /**
     * The exceptions that mean that the callee had too much to do, with their subclasses, besides timeouts and
     * rejections: what a client throws for status 429 or 503, or a pool without free connections.
     */
    Class<? extends Throwable>[] overloadOn() default {};

    /**
     * Callers that may wait for a place, in order of arrival. At least 0, which means none; needs {@link
     * #maxWait()}.
     */
    int maxWaiting() default 0;

    /** How long a caller may wait for a place. From zero to {@code "366d"}; needs {@link #maxWaiting()}. */
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

    /** How the limit follows the measurements; each is explained, with its formula and source, in the runtime's class. */
    enum Algorithm {
        /** By the ratio of unloaded to present latency. Holds the shortest queue that keeps the callee busy. */
        GRADIENT,

        /** To throughput times unloaded latency, which is what the callee can have in work. */
        LITTLES_LAW,

        /** A controller that holds latency at a target. */
        PID,

        /** One more after a good window, a tenth less after a bad one. */
        AIMD,

        /** By an estimate of how many calls queue, held between two bounds. */
        VEGAS,

        /** Fast while far from the limit that was too high last, slowly near it. */
        CUBIC
    }
}
