package dev.flyball.benchmarks.simulation;

import dev.flyball.benchmarks.simulation.Figure.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page: what is simulated, in which order it is shown, and the words between the numbers. */
final class Report {

    /** The folder of the pictures, beside the page. */
    static final String PICTURES = "adaptive-limits";

    private Report() {}

    /** All of it; takes about a minute. */
    static List<Chapter> all() {
        List<Chapter> chapters = new ArrayList<>();
        chapters.addAll(beginning());
        chapters.addAll(loads());
        chapters.add(hours());
        chapters.addAll(changes());
        chapters.add(sizes());
        chapters.add(shapes());
        chapters.add(neighbours());
        chapters.addAll(end());
        return chapters;
    }

    static String page(List<Chapter> chapters) {
        return chapters.stream().map(Chapter::text).collect(Collectors.joining("\n"));
    }

    /** What a test can make again. */
    static List<Chapter> cheap() {
        return Stream.of(beginning(), changes(), end()).flatMap(List::stream).toList();
    }

    private static List<Chapter> beginning() {
        return List.of(Chapter.of(Words.TITLE), Chapter.of(Words.CONCLUSIONS));
    }

    private static List<Chapter> end() {
        return List.of(Chapter.of(Words.METHOD));
    }

    private static List<Chapter> loads() {
        return Stream.of(0.7, 1.5, 3.0)
                .map(load -> Chapters.load(load, Run.ofAll(Scenarios.load(load), Scenarios.SEEDS)))
                .toList();
    }

    private static Chapter hours() {
        return Chapters.hours(
                Words.HOURS,
                Run.ofAll(Scenarios.hour(1.5), Scenarios.HOURS),
                Run.ofAll(Scenarios.hour(3), Scenarios.HOURS));
    }

    private static List<Chapter> changes() {
        return List.of(capacityDrop(), latencySteps(), blackout(), start(1), start(200));
    }

    private static Chapter capacityDrop() {
        List<Run> runs = Run.ofAll(Scenarios.capacityDrop(), 1);
        return Chapters.phases("Half of the workers are gone for a minute", Words.CAPACITY, runs)
                .showing(
                        "capacity-drop",
                        "Half of the workers are gone for a minute",
                        runs,
                        new Mark(0, "10 workers"),
                        new Mark(60, "5 workers"),
                        new Mark(120, "10 workers"));
    }

    private static Chapter latencySteps() {
        List<Run> runs = Run.ofAll(Scenarios.latencySteps(), 1);
        return Chapters.phases("Calls take twice as long, and half as long", Words.LATENCY, runs)
                .showing(
                        "latency-steps",
                        "Calls take twice as long, and half as long",
                        runs,
                        new Mark(0, "10 ms"),
                        new Mark(60, "20 ms"),
                        new Mark(120, "10 ms"),
                        new Mark(180, "5 ms"));
    }

    private static Chapter blackout() {
        List<Run> runs = Run.ofAll(Scenarios.blackout(), 1);
        return Chapters.phases("Everything is dropped for twenty seconds", Words.BLACKOUT, runs)
                .showing(
                        "blackout",
                        "Everything is dropped for twenty seconds",
                        runs,
                        new Mark(30, "all dropped"),
                        new Mark(50, "all well"));
    }

    private static Chapter start(int limit) {
        List<Run> runs = Run.ofAll(Scenarios.start(limit), 1);
        String title = "From a limit of " + limit;
        return Chapters.phases(title, limit < 20 ? Words.START_LOW : Words.START_HIGH, runs)
                .showing("start-" + limit, title, runs);
    }

    private static Chapter sizes() {
        return Chapters.worlds(
                "Other backends",
                Words.SIZES,
                List.of("1 worker, 10 ms", "3 workers, 10 ms", "100 workers, 10 ms", "10 workers, 1 s"),
                List.of(
                        Run.ofAll(Scenarios.steady(1, 10, 1.5, 60, 600), 1),
                        Run.ofAll(Scenarios.steady(3, 10, 1.5, 60, 600), 1),
                        Run.ofAll(Scenarios.steady(100, 10, 1.5, 60, 300), 1),
                        Run.ofAll(Scenarios.steady(10, 1000, 1.5, 600, 3600), 1)));
    }

    private static Chapter shapes() {
        Scenario low = Scenarios.load(0.7);
        Scenario high = Scenarios.load(1.5);
        return Chapters.worlds(
                "Other service times",
                Words.SHAPES,
                List.of("exponential, 0.7×", "exponential, 1.5×", "mixed, 0.7×", "mixed, 1.5×"),
                List.of(
                        Run.ofAll(low.withServiceTimes(Shape.EXPONENTIAL), 1),
                        Run.ofAll(high.withServiceTimes(Shape.EXPONENTIAL), 1),
                        Run.ofAll(low.withServiceTimes(Shape.MIXED), 1),
                        Run.ofAll(high.withServiceTimes(Shape.MIXED), 1)));
    }

    private static Chapter neighbours() {
        return Chapters.neighbours(
                "Ten limiters before one backend",
                Words.NEIGHBOURS,
                Run.of(Scenarios.neighbours(), Stream.of(Contender.values()), 1));
    }
}
