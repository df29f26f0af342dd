package dev.flyball.benchmarks.simulation;

/** How service times lie around their mean. */
enum Shape {

    /** From half of the mean to one and a half, evenly. */
    UNIFORM {
        @Override
        double factor(Dice dice) {
            return 0.5 + dice.uniform();
        }
    },

    /** Without memory: many short ones, some several times the mean. */
    EXPONENTIAL {
        @Override
        double factor(Dice dice) {
            return dice.exponential();
        }
    },

    /** One call in ten takes ten times as long as the others, give or take half: a cache that sometimes misses. */
    MIXED {
        @Override
        double factor(Dice dice) {
            double kind = dice.below(10) == 0 ? 10 : 1;
            return kind / 1.9 * (0.5 + dice.uniform());
        }
    };

    /** A random multiple of the mean; 1 on average. */
    abstract double factor(Dice dice);
}
