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

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
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
