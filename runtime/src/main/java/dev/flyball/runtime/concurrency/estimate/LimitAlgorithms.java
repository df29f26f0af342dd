package dev.flyball.runtime.concurrency.estimate;

/** The rules there are. A target is in nanoseconds, 0 for none. */
public final class LimitAlgorithms {

    private LimitAlgorithms() {}

    public static LimitAlgorithm gradient() {
        return new Gradient();
    }

    public static LimitAlgorithm littlesLaw() {
        return new LittlesLaw();
    }

    public static LimitAlgorithm pid(double target) {
        return new Pid(target);
    }

    public static LimitAlgorithm aimd(double target) {
        return new Aimd(target);
    }

    public static LimitAlgorithm vegas() {
        return new Vegas();
    }

    public static LimitAlgorithm cubic(double target) {
        return new Cubic(target);
    }
}
