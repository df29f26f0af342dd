package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives calls of this method up while memory or processors are under pressure, or lets them do less.
 *
 * <p>From {@link #at} on the fallback runs instead of the method; without one the caller sees {@code DegradedException},
 * which says when the pressure can be less at the earliest. Below that level the method runs, and can ask
 * {@code Degradation.current()} what to leave out: the same answer from its beginning to its end, in the calls that it makes
 * on its thread too.
 *
 * <pre>{@code
 * @Degradable(at = Degradable.Level.HIGH, fallback = "popular")
 * List<Item> recommend(User user) { ... }
 * }</pre>
 *
 * <p><b>Order.</b> Outside all other policies: what is given up spends no permit and is no failure to a breaker. A retry
 * lies inside, so that all attempts go by one level.
 *
 * <p><b>Never everything.</b> While the reading of memory is too old to trust, one call a second or one in a hundred runs all
 * the same, and in full.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Degradable {

    /** The pressure from which calls are given up, as {@link #priority} moves it. */
    Level at() default Level.HIGH;

    /**
     * How long this work is kept: {@code LOW} goes one level earlier, {@code CRITICAL} one later, never before
     * {@code ELEVATED} or after {@code EMERGENCY}. {@code HIGH} matters to a {@link #ramp} only.
     */
    Priority priority() default Priority.NORMAL;

    /**
     * Whether a share of calls that grows with the pressure is given up, instead of all at once: nothing where {@link #at}
     * begins, nearly all a level later; 0.10 of pressure earlier for {@code LOW}, 0.05 later for {@code HIGH}, 0.10 for
     * {@code CRITICAL}.
     */
    boolean ramp() default false;

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

    /** How much pressure there is. */
    enum Level {
        /** More than usual. */
        ELEVATED,

        /** Queues begin to grow. */
        HIGH,

        /** Work is being lost. */
        CRITICAL,

        /** The process is in danger. */
        EMERGENCY
    }

    /** How long work is kept under pressure. */
    enum Priority {
        /** Given up last. */
        CRITICAL,

        /** Given up late. */
        HIGH,

        /** Given up in turn. */
        NORMAL,

        /** Given up first. */
        LOW
    }
}
