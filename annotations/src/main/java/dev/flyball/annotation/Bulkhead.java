package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most so many calls of this method at the same time; the rest wait or are refused.
 *
 * <p>A refused caller sees {@code BulkheadFullException}.
 *
 * <pre>{@code
 * @Bulkhead(max = 8, maxWaiting = 20, maxWait = "500ms")
 * Report render(Query query) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Bulkhead {

    /** Calls at the same time; at least 1. */
    int max();

    /** Callers that may wait for a place, in order of arrival; 0: none. */
    int maxWaiting() default 0;

    /** How long a caller may wait for a place; zero refuses at once. */
    String maxWait() default "0s";

    /** Calls at the same time for each owner, named by a {@link Key} parameter; 0: owners are not told apart. */
    int perOwner() default 0;

    /** The instance's name; the same name shares one instance. Default: derived from class and method. */
    String name() default "";

    /** A method of this class that stands in for a call refused or failed; default: none, the caller sees the exception. */
    String fallback() default "";
}
