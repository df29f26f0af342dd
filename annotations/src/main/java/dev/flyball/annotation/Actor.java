package dev.flyball.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns calls of this object into messages: one at a time, in order, without a lock.
 *
 * <p>A caller refused by a full mailbox sees {@code MailboxFullException}.
 *
 * <pre>{@code
 * @Actor(mailbox = 256)
 * class Ledger { void book(Entry entry) { ... } }
 * }</pre>
 *
 * <p><b>Not built yet.</b> Processor and agent refuse it with {@code [not-built-yet]} and say what works instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Actor {

    /** Messages that may wait; at least 1. */
    int mailbox() default 1024;

    /** What happens to a message when the mailbox is full. */
    Overflow overflow() default Overflow.REJECT;

    /** Which message is next. */
    Order order() default Order.CAUSAL;

    /** How long a caller that needs an answer waits for it; above zero. */
    String timeout() default "5s";

    /** How deep calls between actors may nest; at least 1. */
    int maxDepth() default 32;

    /**
     * The name of the instance, for sharing it and for configuring it: letters, digits, {@code _ -} and single dots.
     * Whoever has the same name and policy shares one instance. Default: the method's own, such as
     * {@code com.acme.Shop.buy}.
     */
    String name() default "";

    /** What happens to a message when the mailbox is full. */
    enum Overflow {
        /** The caller is refused. */
        REJECT,

        /** The sending actor is paused until there is room. */
        MUTE,

        /** The calling thread waits for room. */
        BLOCK,

        /** The message is lost. */
        DROP_NEWEST,

        /** The oldest waiting message is lost. */
        DROP_OLDEST,

        /** The sender gets a message saying so. */
        NACK
    }

    /** Which message is next. */
    enum Order {
        /** No message before one that caused it. */
        CAUSAL,

        /** By lane. */
        PRIORITY
    }
}
