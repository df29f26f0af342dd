package dev.flyball.runtime.pressure.resource;

/** Numbers as people read them. */
final class Words {

    private Words() {}

    static String percent(double share) {
        return Double.isNaN(share) ? "an unknown part" : Math.round(100 * share) + " %";
    }

    static String seconds(double seconds) {
        return Double.isNaN(seconds) ? "some time" : Math.round(seconds) + " s";
    }
}
