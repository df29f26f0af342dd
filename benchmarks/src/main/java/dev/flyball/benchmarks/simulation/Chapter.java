package dev.flyball.benchmarks.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A part of the page, and the pictures it shows, by file name. */
record Chapter(String text, Map<String, String> pictures) {

    static Chapter of(String words) {
        return new Chapter(words, Map.of());
    }

    /** For tables and words alone. */
    static Chapter of(String title, String introduction, Table table) {
        return new Chapter("## " + title + "\n\n" + introduction.strip() + "\n\n" + table, Map.of());
    }

    /** The same with a picture below. */
    Chapter showing(String name, String caption, List<Run> runs, Figure.Mark... marks) {
        Map<String, String> more = new TreeMap<>(pictures);
        more.put(name + ".svg", picture(caption, runs, List.of(marks)));
        return new Chapter(text + "\n![" + caption + "](" + Report.PICTURES + "/" + name + ".svg)\n", more);
    }

    private static String picture(String caption, List<Run> runs, List<Figure.Mark> marks) {
        double seconds = runs.get(0).scenario().phases().stream()
                .mapToInt(Phase::seconds)
                .sum();
        return Figure.of(
                caption,
                seconds,
                marks,
                List.of(
                        new Figure.Column("Flyball", lines(runs, true)),
                        new Figure.Column("Netflix concurrency-limits 0.5.4", lines(runs, false))));
    }

    private static List<Figure.Line> lines(List<Run> runs, boolean ours) {
        return runs.stream()
                .filter(run -> run.contender().ours() == ours)
                .filter(run -> run.contender().drawn())
                .map(run -> new Figure.Line(
                        run.contender().title,
                        run.contender().colour,
                        run.outcomes().get(0).points()))
                .toList();
    }
}
