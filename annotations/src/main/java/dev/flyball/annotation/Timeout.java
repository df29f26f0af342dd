package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ends a call that takes too long.
 *
 * <p><b>Use it</b> where a late answer is worth no more than none.
 *
 * <pre>{@code
 * @Timeout("2s")
 * Quote quote(Request request) { ... }
 * }</pre>
 *
 * <p>The thread that runs the body is interrupted at the deadline; a body that ignores it returns late. A stage that
 * the method returned fails at the deadline, and its source is cancelled. Places of a {@link Bulkhead} stay taken
 * until the work has really ended.
 *
 * <p><b>The caller</b> sees a {@code CallTimedOutException}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Timeout {

    /** The longest a call may take. Above zero. */
    String value();

    /** Whether the thread that runs the body is interrupted at the deadline. */
    boolean interrupt() default true;

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
