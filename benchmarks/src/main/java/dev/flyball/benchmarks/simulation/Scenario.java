package dev.flyball.benchmarks.simulation;

import java.util.List;

/**
 * A world, in phases.
 *
 * @param phases one after the other
 * @param shape of the service times
 * @param limiters among which the callers are divided evenly, all before one backend
 * @param initial the limit at the start; 0: what each limiter starts with by default
 * @param pointSeconds how much time a point of a picture stands for; divides each phase
 */
record Scenario(List<Phase> phases, Shape shape, int limiters, int initial, int pointSeconds) {

    Scenario {
        for (Phase phase : phases) {
            if (phase.seconds() % pointSeconds != 0) {
                throw new IllegalArgumentException(phase + " is no multiple of " + pointSeconds + " s");
            }
        }
    }

    static Scenario of(int pointSeconds, Phase... phases) {
        return new Scenario(List.of(phases), Shape.UNIFORM, 1, 0, pointSeconds);
    }

    Scenario withServiceTimes(Shape newShape) {
        return new Scenario(phases, newShape, limiters, initial, pointSeconds);
    }

    Scenario startingAt(int limit) {
        return new Scenario(phases, shape, limiters, limit, pointSeconds);
    }

    Scenario dividedAmong(int number) {
        return new Scenario(phases, shape, number, initial, pointSeconds);
    }
}
