package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets at most so many calls through per span of time. The others wait their turn, if they may, or are refused.
 *
 * <p><b>Use it</b> where the number of calls is what hurts: a service with a quota, a price per call, a tenant who
 * must not starve the others. Where calls hurt by how long they stay, {@link Bulkhead} is the better limit.
 *
 * <pre>{@code
 * @RateLimited(permits = 50)                                           // 50 per second, up to 50 at once
 * Receipt place(Order order) { ... }
 *
 * @RateLimited(permits = 600, per = "1m", burst = 20, maxWait = "2s")  // evenly, callers wait up to 2 s
 * Quote quote(Request request) { ... }
 *
 * @RateLimited(permits = 5, fallback = "cached")                       // 5 per second for each tenant
 * Report report(@Key String tenant, Query query) { ... }
 * }</pre>
 *
 * <p><b>How it counts.</b> Permits trickle in evenly, one every {@code per / permits}, and gather up to the burst
 * while nobody calls. In any span {@code t} at most {@code burst + t * permits / per} calls pass; so right after a quiet
 * time up to {@code burst + permits} pass within {@code per}. Where the other side counts strictly,
 * {@link Algorithm#SLIDING_WINDOW} lets at most {@code permits} pass in any {@code per}. A permit is spent by admission,
 * whatever becomes of the call. All objects of a class share the method's limit; a parameter marked
 * {@link Key} gives each of its values one.
 *
 * <p><b>A refused caller</b> sees a {@code dev.flyball.runtime.rate.RateLimitedException}, at once if its turn would
 * come later than {@link #maxWait()}, and otherwise never; {@code retryAfter()} says when a lone retry succeeds. A
 * waiting caller that is interrupted gives its turn to the next and sees the same exception, its interrupt flag kept.
 * A method that returns a {@code CompletionStage} returns a failed stage, and waits without holding a thread.
 *
 * <p><b>Several on one method</b>, or {@link #also}, are one limit of several bandwidths: a call passes if every one of
 * them has a permit, and is refused by any without taking from the others. The first one says everything, the further
 * ones only permits, per and burst.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(RateLimited.All.class)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {

    /** Calls per {@link #per()}. At least 1. */
    int permits();

    /** The span of time in which {@link #permits()} calls pass. Above zero, at most {@code "366d"}. */
    String per() default "1s";

    /**
     * How many calls may come at once after a quiet time. At least 0; 0 means as many as {@link #permits()}. A burst
     * below the permits spreads calls evenly and is warned of, as it is easily meant otherwise. A window has no burst.
     */
    int burst() default 0;

    /** How permits are counted. */
    Algorithm algorithm() default Algorithm.TOKEN_BUCKET;

    /**
     * The limit that {@link Algorithm#ADAPTIVE_WINDOW} does not go below. From 1 to {@link #permits()}.
     */
    int minPermits() default 1;

    /**
     * A call that takes longer than this is in trouble, for {@link Algorithm#ADAPTIVE_WINDOW}. Above zero, at most
     * {@code "366d"}. Default: no call is for its length.
     */
    String targetLatency() default "";

    /**
     * Exceptions that mean that the callee had too much to do, besides those that always do: timeouts, rejections, and
     * connections refused. For {@link Algorithm#ADAPTIVE_WINDOW}. The class or a class above it counts.
     */
    Class<? extends Throwable>[] overloadOn() default {};

    /**
     * How long a caller may wait for its permit, in order of arrival. From zero, which refuses at once, to
     * {@code "366d"}. A caller whose turn would come later than that is refused without waiting.
     */
    String maxWait() default "0s";

    /**
     * How long a cold start takes to reach the full rate, for {@link Algorithm#TOKEN_BUCKET}: it begins at a third of the
     * rate, and grows cold again while nobody calls. Calls then pass one by one, without a burst. From zero, which starts
     * at the full rate, to {@code "366d"}.
     */
    String warmUp() default "0s";

    /**
     * How many values of the {@link Key} have a limit of their own at a time. At least 1. A value without recent calls
     * gives its place away; while all places are taken, further values share one limit: stricter, never open.
     */
    int maxKeys() default 10000;

    /**
     * Further bandwidths of an {@link Algorithm#TOKEN_BUCKET}, all of which must have a permit too: {@code "100/1m"} for a
     * hundred a minute, {@code "100/1m/20, 1000/1h"} with a burst of 20 and another. Another way to write several
     * {@code @RateLimited}, and the way that configuration has. Default: none.
     */
    String also() default "";

    /** What becomes of saved permits when a change of configuration changes this limit. For configuration above all. */
    Inherit inherit() default Inherit.PROPORTIONALLY;

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

    /** How permits are counted. */
    enum Algorithm {
        /** Permits trickle in evenly and gather up to the burst. */
        TOKEN_BUCKET,

        /**
         * At most {@link RateLimited#permits()} calls in any {@link RateLimited#per()}, from whichever instant on. A
         * permit comes back exactly that long after it was spent; none is saved.
         */
        SLIDING_WINDOW,

        /**
         * A sliding window whose limit follows how calls end. It starts at {@link RateLimited#permits()}. At the end of each
         * {@link RateLimited#per()}, 5 % of the calls that ended in trouble, two at least, lower it to 70 %, down to
         * {@link RateLimited#minPermits()}; less trouble raises it by 5 %, one at least. Pressure of 0.75 or more in this
         * program lowers it too. In trouble is a call that timed out, that its callee refused or did not accept, one of
         * {@link RateLimited#overloadOn()}, or one longer than {@link RateLimited#targetLatency()}. A refusal that says
         * when to come back closes the window until then. All keys have one limit, and each its own calls.
         */
        ADAPTIVE_WINDOW
    }

    /** What becomes of saved permits when a change of configuration changes the limit. */
    enum Inherit {
        /** The same share stays spent. */
        PROPORTIONALLY,

        /** As many permits stay saved. */
        AS_IS,

        /** As many permits stay spent: what the limit grew by can be had at once. */
        ADDITIVE,

        /** The limit is as good as new: the only choice that gives a free burst. */
        RESET
    }

    /** What the compiler wraps several limits of one method in. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {

        /** The limits. */
        RateLimited[] value();
    }
}
