package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method on a work-stealing pool instead of the caller's thread.
 *
 * <p>A refused caller sees {@code PoolFullException}.
 *
 * <pre>{@code
 * @Pooled(pool = "render", priority = Pooled.Priority.HIGH)
 * CompletionStage<Image> render(Scene scene) { ... }
 * }</pre>
 *
 * <p><b>Not built yet.</b> Processor and agent refuse it with {@code [not-built-yet]} and say what works instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Pooled {

    /** The pool, by the name that the configuration gives it. */
    String pool() default "default";

    /** Which work the pool takes first. */
    Priority priority() default Priority.NORMAL;

    /** How long a caller waits for the result; blank: without limit. */
    String timeout() default "";

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

    /** Which work the pool takes first. */
    enum Priority {
        /** Before the rest. */
        HIGH,

        /** In turn. */
        NORMAL,

        /** When there is nothing else. */
        LOW
    }
}
