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

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
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
