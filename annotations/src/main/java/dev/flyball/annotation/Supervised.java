package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restarts an object whose methods fail, and what depends on it, a bounded number of times.
 *
 * <p>While a restart is under way callers are refused; hooks are {@link OnRestart} and {@link OnStop}.
 *
 * <pre>{@code
 * @Supervised(maxRestarts = 3, within = "1m")
 * class Feed { ... }
 * }</pre>
 *
 * <p><b>Not built yet.</b> Processor and agent refuse it with {@code [not-built-yet]} and say what works instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Supervised {

    /** Who restarts with the one that failed. */
    Strategy strategy() default Strategy.ONE_FOR_ONE;

    /** Which endings are followed by a restart. */
    Restart restart() default Restart.PERMANENT;

    /** Restarts {@link #within()} a span of time before the failure is escalated; at least 0. */
    int maxRestarts() default 5;

    /** The span in which restarts are counted; above zero. */
    String within() default "60s";

    /** How the pause before a restart grows. */
    Backoff backoff() default Backoff.EXPONENTIAL;

    /** The pause before the first restart. */
    String initialDelay() default "1s";

    /** The longest pause; at least {@link #initialDelay()}. */
    String maxDelay() default "30s";

    /** The group of objects that one supervisor watches; blank: the class alone. */
    String group() default "";

    /** The place in the group: later ones depend on earlier ones. */
    int order() default 0;

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

    /** Who restarts with the one that failed. */
    enum Strategy {
        /** The failed one alone. */
        ONE_FOR_ONE,

        /** The whole group. */
        ONE_FOR_ALL,

        /** The failed one and those after it. */
        REST_FOR_ONE,

        /** Nobody; the supervisor above decides. */
        ESCALATE
    }

    /** Which endings are followed by a restart. */
    enum Restart {
        /** Every ending. */
        PERMANENT,

        /** Failures only. */
        TRANSIENT,

        /** None. */
        TEMPORARY
    }
}
