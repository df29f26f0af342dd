package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets at most so many calls run at the same time. The others wait for a place, if they may, or are refused.
 *
 * <p><b>Use it</b> where calls hurt by how long they stay: they hold threads, connections or memory. One slow
 * dependency then cannot take them all.
 *
 * <pre>{@code
 * @Bulkhead(max = 8)                                       // a ninth caller is refused at once
 * Image render(Scene scene) { ... }
 *
 * @Bulkhead(max = 8, maxWaiting = 20, maxWait = "500ms")   // up to 20 wait, in order of arrival
 * Report report(Query query) { ... }
 * }</pre>
 *
 * <p><b>How it counts.</b> A place is taken until the body has ended; for a method that returns a
 * {@code CompletionStage}, until the stage completes. All objects of a class share the method's places. A recursive
 * call takes a place of its own.
 *
 * <p><b>Owners.</b> With {@link #perOwner()} a parameter marked {@link Key} names whose call it is, and each owner has at
 * most so many of the places: the slow calls of one leave places for the others.
 *
 * <pre>{@code
 * @Bulkhead(max = 8, perOwner = 2)                         // two for each tenant, eight for all
 * Report report(@Key String tenant, Query query) { ... }
 * }</pre>
 *
 * <p>A waiting caller whose owner has all his places lets those behind it pass. All owners share the queue.
 *
 * <p><b>A refused caller</b> sees a {@code dev.flyball.runtime.concurrency.BulkheadFullException}: at once if nobody
 * may wait or the queue is full, or after {@link #maxWait()}. Nobody can know when a place is free, so it has no
 * {@code retryAfter()}. A waiting caller that is interrupted sees the same exception, its interrupt flag kept.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Bulkhead {

    /** Calls at the same time. At least 1. */
    int max();

    /**
     * Callers that may wait for a place, in order of arrival. At least 0, which means none; needs {@link
     * #maxWait()}.
     */
    int maxWaiting() default 0;

    /** How long a caller may wait for a place. From zero to {@code "366d"}; needs {@link #maxWaiting()}. */
    String maxWait() default "0s";

    /**
     * Calls at the same time for each owner, whom a {@link Key} parameter names. At least 0, which tells no owners
     * apart.
     */
    int perOwner() default 0;

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
