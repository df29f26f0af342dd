package dev.flyball.runtime.pressure;

/** What a {@link PressureSource} knows of itself at one moment: counts, or a pressure that it has measured. */
public sealed interface Load {

    /** Stands for a number that a source does not have. */
    long UNKNOWN = -1;

    /** So many of so many places are in use. */
    static Counted of(long inUse, long capacity) {
        return new Counted(inUse, capacity, 0, UNKNOWN, 0, 0);
    }

    /** A pressure that the source has worked out by itself, and why, in words. */
    static Measured measured(double pressure, String reason) {
        return new Measured(pressure, reason);
    }

    /** As {@link #measured}, where the source has smoothed it: it is taken as it is, not smoothed again. */
    static Measured smoothed(double pressure, String reason) {
        return new Measured(pressure, reason, true);
    }

    /**
     * Raw numbers of something with places.
     *
     * @param inUse places taken
     * @param capacity places there are, {@link #UNKNOWN} if there is no bound
     * @param waiting callers that wait for a place
     * @param room callers that may wait, {@link #UNKNOWN} if there is no bound
     * @param admitted calls let in since the source began; only differences matter
     * @param refused calls refused since the source began; only differences matter
     */
    record Counted(long inUse, long capacity, long waiting, long room, long admitted, long refused) implements Load {

        /** The same with a queue: so many wait where so many may. */
        public Counted queue(long nowWaiting, long roomToWait) {
            return new Counted(inUse, capacity, nowWaiting, roomToWait, admitted, refused);
        }

        /** The same with totals of calls let in and refused since the source began. */
        public Counted answered(long letIn, long turnedAway) {
            return new Counted(inUse, capacity, waiting, room, letIn, turnedAway);
        }
    }

    /**
     * A pressure measured by the source.
     *
     * @param pressure 0 to 1; what lies outside is moved to the nearer end
     * @param reason why, in words
     * @param smoothed whether the source has smoothed it
     */
    record Measured(double pressure, String reason, boolean smoothed) implements Load {

        /** As it was at that moment. */
        public Measured(double pressure, String reason) {
            this(pressure, reason, false);
        }

        /** Throws where {@code pressure} is no number. */
        public Measured {
            if (Double.isNaN(pressure)) {
                throw new IllegalArgumentException(
                        "[pressure-nan] a source measured no number (" + reason + "); give 0 to 1");
            }
            pressure = Math.min(Math.max(pressure, 0), 1);
        }
    }
}
