package dev.flyball.benchmarks.simulation;

import static dev.flyball.benchmarks.simulation.Table.judged;
import static dev.flyball.benchmarks.simulation.Table.millis;
import static dev.flyball.benchmarks.simulation.Table.number;
import static dev.flyball.benchmarks.simulation.Table.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is measured, chapter by chapter; the words around the numbers are in {@link Report}. */
final class Chapters {

    private Chapters() {}

    static Chapter load(double load, List<Run> runs) {
        Table table = new Table(List.of("limiter", "calls/s", "refused", "in flight", "p50 ms", "p99 ms"));
        runs.forEach(run -> table.row(load(load, run)));
        return Chapter.of("At " + load + " times the capacity", load < 1 ? Words.LOW : Words.OVERLOAD, table);
    }

    static List<String> load(double load, Run run) {
        Promise promise = Promise.of(run.contender());
        Steady steady = Steady.of(run);
        boolean low = load < 1;
        return List.of(
                title(run),
                judged(number(steady.leastGoodput(), 0), low || promise.servesEnough(steady.leastGoodput())),
                judged(percent(steady.mostRefusals()), !low || promise.refusesFew(steady.mostRefusals())),
                judged(
                        number(steady.leastInFlight(), 1) + "–" + number(steady.mostInFlight(), 1),
                        low || promise.hasInFlight(steady.leastInFlight(), steady.mostInFlight())),
                number(steady.worstP50(), 1),
                judged(number(steady.worstP99(), 1), low || promise.isFast(steady.worstP99())));
    }

    static Chapter hours(String introduction, List<Run> low, List<Run> high) {
        Table table = new Table(List.of(
                "limiter",
                "1.5×: first tenth",
                "last tenth",
                "calls/s",
                "p99 ms",
                "3×: first tenth",
                "last tenth",
                "calls/s",
                "p99 ms"));
        for (int at = 0; at < low.size(); at++) {
            table.row(hours(low.get(at), high.get(at)));
        }
        return Chapter.of("An hour of overload", introduction, table)
                .showing("hour-1.5", "An hour at 1.5 times the capacity", low)
                .showing("hour-3", "An hour at 3 times the capacity", high);
    }

    static List<String> hours(Run low, Run high) {
        return Stream.of(Stream.of(title(low)), hour(low), hour(high))
                .flatMap(cells -> cells)
                .toList();
    }

    private static Stream<String> hour(Run run) {
        Promise promise = Promise.of(run.contender());
        Drift drift = Drift.of(run);
        return Stream.of(
                number(drift.first(), 1),
                judged(number(drift.last(), 1), promise.staysPut(drift.amount())),
                judged(number(drift.goodput(), 0), promise.servesEnough(drift.goodput())),
                judged(number(drift.p99(), 1), promise.isFast(drift.p99())));
    }

    /** What was kept of what could be served, and the latency, phase by phase. */
    static Chapter phases(String title, String introduction, List<Run> runs) {
        List<Phase> phases = runs.get(0).scenario().phases();
        Table table = new Table(Stream.concat(
                        Stream.of("limiter"), phases.stream().map(Phase::label).filter(label -> !label.isEmpty()))
                .toList());
        for (Run run : runs) {
            List<String> cells = new ArrayList<>(List.of(title(run)));
            for (int at = 0; at < phases.size(); at++) {
                if (!phases.get(at).label().isEmpty()) {
                    cells.add(
                            cell(phases.get(at), run.outcomes().get(0).phases().get(at)));
                }
            }
            table.row(cells);
        }
        return Chapter.of(title, introduction, table);
    }

    private static String cell(Phase phase, Tally tally) {
        if (phase.lossy()) {
            return number(tally.finishes(), 0) + " lost/s";
        }
        return kept(phase, tally) + ", " + millis(tally.latencyMillis(0.99)) + " ms";
    }

    private static String kept(Phase phase, Tally tally) {
        return percent(tally.goodput() / Math.min(phase.capacity(), phase.callsPerSecond()));
    }

    /** One world per column, in its counted phase: kept, in flight, p99. */
    static Chapter worlds(String title, String introduction, List<String> worlds, List<List<Run>> runs) {
        Table table =
                new Table(Stream.concat(Stream.of("limiter"), worlds.stream()).toList());
        for (int at = 0; at < runs.get(0).size(); at++) {
            List<String> cells = new ArrayList<>(List.of(title(runs.get(0).get(at))));
            for (List<Run> world : runs) {
                Tally tally = world.get(at).outcomes().get(0).phases().get(1);
                Phase phase = world.get(at).scenario().phases().get(1);
                cells.add(kept(phase, tally) + ", " + number(tally.inFlight(), tally.inFlight() < 20 ? 1 : 0) + ", "
                        + millis(tally.latencyMillis(0.99)) + " ms");
            }
            table.row(cells);
        }
        return Chapter.of(title, introduction, table);
    }

    static Chapter neighbours(String title, String introduction, List<Run> runs) {
        List<Phase> phases = runs.get(0).scenario().phases();
        Table table =
                new Table(Stream.concat(Stream.of("limiter"), phases.stream().map(Phase::label))
                        .toList());
        for (Run run : runs) {
            List<String> cells = new ArrayList<>(List.of(title(run)));
            for (int at = 0; at < phases.size(); at++) {
                Tally tally = run.outcomes().get(0).phases().get(at);
                cells.add(kept(phases.get(at), tally) + ", " + number(tally.limit(), 1) + ", "
                        + millis(tally.latencyMillis(0.99)) + " ms");
            }
            table.row(cells);
        }
        return Chapter.of(title, introduction, table).showing("neighbours", title, runs);
    }

    private static String title(Run run) {
        return run.contender().ours() ? run.contender().title : "Netflix " + run.contender().title;
    }
}
