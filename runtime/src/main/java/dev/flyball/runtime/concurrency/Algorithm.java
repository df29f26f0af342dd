package dev.flyball.runtime.concurrency;

import dev.flyball.runtime.concurrency.estimate.LimitAlgorithm;
import dev.flyball.runtime.concurrency.estimate.LimitAlgorithms;

/** How an {@link AdaptiveLimit} follows what it measures. */
public enum Algorithm {
    /** The ratio of latency without load to latency now. */
    GRADIENT,

    /** Throughput times latency without load. */
    LITTLES_LAW,

    /** A controller on latency. */
    PID,

    /** One more after a good window, a tenth less after a bad one. */
    AIMD,

    /** An estimate of the queue, held between two bounds. */
    VEGAS,

    /** Fast far from the last bad limit, slowly near it. */
    CUBIC;

    LimitAlgorithm rule(double target) {
        return switch (this) {
            case GRADIENT -> LimitAlgorithms.gradient();
            case LITTLES_LAW -> LimitAlgorithms.littlesLaw();
            case PID -> LimitAlgorithms.pid(target);
            case AIMD -> LimitAlgorithms.aimd(target);
            case VEGAS -> LimitAlgorithms.vegas();
            case CUBIC -> LimitAlgorithms.cubic(target);
        };
    }
}
