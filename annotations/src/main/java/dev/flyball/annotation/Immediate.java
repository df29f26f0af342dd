package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs this method of an {@link Actor} in the calling thread, past the mailbox: for reading final or volatile fields.
 *
 * <p><b>Not built yet.</b> Processor and agent refuse it with {@code [not-built-yet]} and say what works instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Immediate {}
