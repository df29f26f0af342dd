package dev.flyball.runtime.pool;

/**
 * How many branches may run at once as the load changes: down by three tenths while processors or memory are used to more
 * than 0.80, up by one while both are below 0.70 and all places are taken, else as it is. So overload is left in a few
 * steps, and the limit creeps back no faster than its effect can be seen. A load that is not known counts for nothing.
 * Immutable.
 *
 * @param highest where it starts, and the highest it gets
 */
record BranchLimit(int highest, LoadGauge cpu, LoadGauge memory) {

    private static final double TOO_HIGH = 0.80;
    private static final double LOW = 0.70;

    /** A gauge of something nobody wants to look at. */
    static final LoadGauge UNSEEN = () -> Double.NaN;

    /** Where a run starts: one step down from the highest under load, since most runs end before a second look. */
    int first() {
        return next(highest, 0);
    }

    /** The limit after {@code limit}, when {@code running} branches run. */
    int next(int limit, int running) {
        double now = cpu.load();
        double heap = memory.load();
        if (now > TOO_HIGH || heap > TOO_HIGH) {
            return Math.max(1, (int) (limit * 7L / 10)); // in whole numbers: 0.7 * 10 must be 7
        }
        boolean idle = !(now >= LOW) && !(heap >= LOW); // true for NaN, too
        boolean known = !Double.isNaN(now) || !Double.isNaN(heap);
        return idle && known && running >= limit && limit < highest ? limit + 1 : limit;
    }
}
