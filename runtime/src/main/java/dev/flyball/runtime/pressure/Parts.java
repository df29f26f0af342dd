package dev.flyball.runtime.pressure;

/**
 * What a controller's pressure is made of, each 0 to 1.
 *
 * @param full how much of its capacity is in use
 * @param queued how much of its room to wait is taken
 * @param refused what part of the calls of the last seconds it refused
 */
public record Parts(double full, double queued, double refused) {

    static final Parts NONE = new Parts(0, 0, 0);

    double raw() {
        return Formula.raw(full, queued, refused);
    }

    /** The part that counts, in words. */
    String reason(Load.Counted load) {
        double raw = raw();
        if (raw > 0 && raw == Formula.fullAlone(full)) {
            return load.inUse() + " of " + load.capacity() + " in use";
        }
        if (raw > 0 && raw == Formula.queuedAlone(queued)) {
            return load.waiting() + " of " + load.room() + " waiting";
        }
        return raw > 0 ? Math.round(100 * refused) + " % of late calls refused" : "idle";
    }
}
