package dev.flyball.benchmarks.flyball;

import dev.flyball.runtime.call.RefusedException;

/** Makes sure that what is measured as governed is governed: an ungoverned call would be very fast. */
final class Canary {

    /** Set where the benchmarks run without an agent, to see only that they run. */
    private static final boolean UNWOVEN = Boolean.getBoolean("flyball.benchmarks.unwoven");

    private Canary() {}

    static void requireGoverned(Desk desk) {
        if (!UNWOVEN && !refusesTheSecond(desk)) {
            throw new IllegalStateException("[ungoverned] " + desk.getClass().getSimpleName()
                    + ": a limit of one call an hour let two pass; is the agent attached?");
        }
    }

    private static boolean refusesTheSecond(Desk desk) {
        try {
            return desk.canary(1) + desk.canary(1) < 0;
        } catch (RefusedException expected) {
            return true;
        }
    }
}
