package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter whose value is limited by itself: with {@link RateLimited} each value has a rate of its own, with
 * {@link Bulkhead#perOwner()} it names the owner of a place.
 *
 * <pre>{@code
 * @RateLimited(permits = 5)
 * Report report(@Key String tenant, Query query) { ... }
 * }</pre>
 *
 * <p>Of a method's policies all that can use a key do. Several marked parameters form one key together. Keys are compared with {@code equals}; null is a key like any
 * other. An array is refused, as two arrays are never equal. A body without a marked parameter has the keys of the
 * interface method it implements.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Key {}
