package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.call.Gate;
import org.jspecify.annotations.Nullable;

/**
 * A caller that waits for a place on behalf of an owner. It may leave before it has joined the line; {@code cell} and
 * {@code arrival} belong to the holder of the {@link OwnerLine}'s lock until the caller has been granted a place.
 */
final class OwnedWaiter {

    final Waiter waiter;

    /** Whose line it stands in, once it does. */
    @Nullable
    PlaceCell cell;

    /** The how-manieth to wait. */
    long arrival;

    OwnedWaiter(Waiter waiter) {
        this.waiter = waiter;
    }

    /** What the call remembers once it goes. */
    long note() {
        PlaceCell owner = cell;
        return (owner == null ? 0 : owner.note()) | Gate.WAITED;
    }

    /** Tells the caller that it holds a place now. */
    void go() {
        waiter.go(note());
    }
}
