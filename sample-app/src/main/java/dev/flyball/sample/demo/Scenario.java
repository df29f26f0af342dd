package dev.flyball.sample.demo;

import dev.flyball.sample.fault.FaultSchedule;
import dev.flyball.sample.load.Shot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One bad day, shortened: some load and what goes wrong meanwhile.
 *
 * @param name the first part of the names of its numbers
 * @param says what the progress line says
 * @param length how long load is sent
 */
record Scenario(String name, String says, Duration length, FaultSchedule faults, List<Traffic> traffic) {

    List<Shot> shots(long seed) {
        Random random = new Random(seed + name.hashCode());
        List<Shot> shots = new ArrayList<>();
        traffic.forEach(group -> shots.addAll(group.shots(random)));
        return shots;
    }

    Duration objective(String group) {
        return traffic.stream()
                .filter(candidate -> candidate.group().equals(group))
                .findFirst()
                .orElseThrow()
                .objective();
    }
}
