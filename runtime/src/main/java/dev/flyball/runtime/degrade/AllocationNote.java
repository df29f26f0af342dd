package dev.flyball.runtime.degrade;

/**
 * What a call under an allocation policy remembers, in one long: how much it reserved, and how much its thread had
 * allocated when it began.
 *
 * <pre>
 * 62        61 .. 31                       30 .. 0
 * measured  reserved, in KiB rounded up    allocated before, in units of 256 bytes, the lowest 31 bits
 * </pre>
 */
final class AllocationNote {

    private static final int BITS = 31;
    private static final long MASK = (1L << BITS) - 1;
    private static final long MEASURED = 1L << 62;
    private static final int UNIT = 8;
    private static final int KIB = 10;

    private AllocationNote() {}

    /** The bytes that a note can say for these; at least as many. */
    static long whole(long bytes) {
        return Math.min((bytes + (1 << KIB) - 1) >>> KIB, MASK) << KIB;
    }

    /** The bytes that a note can say, out of these; at most as many. */
    static long part(long bytes) {
        return bytes >>> KIB << KIB;
    }

    static long of(long reserved) {
        return reserved >>> KIB << BITS;
    }

    static long measuring(long reserved, long allocatedBefore) {
        return MEASURED | of(reserved) | (allocatedBefore >>> UNIT & MASK);
    }

    static boolean measured(long note) {
        return (note & MEASURED) != 0;
    }

    static long unmeasured(long note) {
        return note & ~(MEASURED | MASK);
    }

    static long reserved(long note) {
        return (note >>> BITS & MASK) << KIB;
    }

    /** Bytes allocated since the note was made, by the same thread. */
    static long allocated(long note, long allocatedNow) {
        return ((allocatedNow >>> UNIT) - note & MASK) << UNIT;
    }
}
