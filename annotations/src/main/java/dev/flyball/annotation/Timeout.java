package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ends a call that takes too long.
 *
 * <p>The caller sees {@code CallTimedOutException}.
 *
 * <pre>{@code
 * @Timeout("2s")
 * Quote quote(Request request) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Timeout {

    /** The longest a call may take; above zero. */
    String value();

    /** Whether the thread that runs the method is interrupted at the deadline. */
    boolean interrupt() default true;

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
    String fallback() default "";
}
