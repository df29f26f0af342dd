package dev.flyball.runtime.breaker;

import dev.flyball.runtime.pressure.LiveMemory.Sample;

/** How much live memory opens a breaker: a share of the largest heap, a size in bytes, or {@link #NONE}. Immutable. */
public sealed interface MemoryThreshold {

    /** No amount of memory opens it. */
    MemoryThreshold NONE = new None();

    /** A share of the largest heap, above 0 and at most 1. */
    static MemoryThreshold share(double share) {
        return new Share(share);
    }

    /** A size. */
    static MemoryThreshold bytes(long bytes) {
        return new Size(bytes);
    }

    /** The bytes at or above which it opens, in the heap of that measurement. */
    long opensAt(Sample sample);

    /** The bytes below which it closes again. */
    long closesBelow(Sample sample);

    /** A share of the largest heap. It closes 0.07 of that heap below, or at half its share if it is so small. */
    record Share(double share) implements MemoryThreshold {
        public Share {
            Checks.share("memoryThreshold", share);
        }

        @Override
        public long opensAt(Sample sample) {
            return sample.max() <= 0 ? Long.MAX_VALUE : (long) Math.ceil(share * sample.max());
        }

        @Override
        public long closesBelow(Sample sample) {
            return (long) (Math.max(share - Vigil.GAP, share / 2) * sample.max());
        }

        @Override
        public String toString() {
            return share + " of the heap";
        }
    }

    /** So many bytes. It closes 0.07 of them below: of a heap that may be many times larger, that could be less than 0. */
    record Size(long bytes) implements MemoryThreshold {
        public Size {
            Checks.check(bytes > 0, "memoryThreshold", bytes, "at least 1 byte");
        }

        @Override
        public long opensAt(Sample sample) {
            return bytes;
        }

        @Override
        public long closesBelow(Sample sample) {
            return (long) ((1 - Vigil.GAP) * bytes);
        }

        @Override
        public String toString() {
            return Bytes.text(bytes);
        }
    }

    /** Nothing. */
    record None() implements MemoryThreshold {
        @Override
        public long opensAt(Sample sample) {
            return Long.MAX_VALUE;
        }

        @Override
        public long closesBelow(Sample sample) {
            return Long.MAX_VALUE;
        }
    }
}
