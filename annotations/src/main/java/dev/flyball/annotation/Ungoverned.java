package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves this method out of the annotations on its class and on the interfaces it implements.
 *
 * <pre>{@code
 * @RateLimited(permits = 50, fallback = "later")
 * class Shop {
 *     public Receipt buy(Item item) { ... }
 *
 *     @Ungoverned
 *     public Receipt later(Item item) { ... }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Ungoverned {}
