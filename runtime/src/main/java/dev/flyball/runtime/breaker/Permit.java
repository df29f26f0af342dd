package dev.flyball.runtime.breaker;

/** The {@code long} that stands for an admission: the epoch, and in the low bits the probe's slot plus one, if any. */
final class Permit {

    private static final int SLOT_BITS = 10;
    private static final long SLOTS = (1L << SLOT_BITS) - 1;

    private Permit() {}

    static long of(long epoch) {
        return epoch << SLOT_BITS;
    }

    static long of(long epoch, int slot) {
        return of(epoch) | (slot + 1);
    }

    static long epoch(long permit) {
        return permit >> SLOT_BITS;
    }

    /** The probe's slot, or -1 if the permit is not a probe's. */
    static int slot(long permit) {
        return (int) (permit & SLOTS) - 1;
    }
}
