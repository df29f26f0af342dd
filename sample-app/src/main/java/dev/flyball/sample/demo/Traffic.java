package dev.flyball.sample.demo;

import dev.flyball.sample.load.Shot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The requests of one group of clients.
 *
 * @param group under which they are tallied
 * @param objective how late a good answer may be to be of use
 * @param clients who asks; each request is one of them, drawn at random
 * @param paths what they ask, drawn at random
 * @param times when they ask
 */
record Traffic(
        String group, Duration objective, List<String> clients, List<String> paths, Function<Random, long[]> times) {

    List<Shot> shots(Random random) {
        List<Shot> shots = new ArrayList<>();
        for (long time : times.apply(random)) {
            shots.add(new Shot(time, group, oneOf(clients, random), oneOf(paths, random)));
        }
        return shots;
    }

    private static String oneOf(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
