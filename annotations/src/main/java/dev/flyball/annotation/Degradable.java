package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives this method up, in part or wholly, while memory or processor are under pressure.
 *
 * <p>Without a fallback a refused caller sees {@code DegradedException}.
 *
 * <pre>{@code
 * @Degradable(at = Degradable.Level.HIGH, fallback = "popular")
 * List<Item> recommend(User user) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Degradable {

    /** The pressure from which calls degrade. */
    Level at() default Level.HIGH;

    /** How long this work is kept: lower priorities go first. */
    Priority priority() default Priority.NORMAL;

    /** Whether the share of degraded calls grows with the pressure, instead of all at once. */
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
