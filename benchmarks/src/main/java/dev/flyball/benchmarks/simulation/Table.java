package dev.flyball.benchmarks.simulation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown table, its first column words and the others numbers. */
final class Table {

    private final StringBuilder text = new StringBuilder();

    Table(List<String> heads) {
        row(heads);
        row(Stream.concat(Stream.of("---"), heads.stream().skip(1).map(head -> "--:"))
                .toList());
    }

    void row(List<String> cells) {
        text.append(line(cells)).append('\n');
    }

    static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** With so many digits after the point. */
    static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "–";
    }

    /** Bold if it misses what was promised. */
    static String judged(String shown, boolean met) {
        return met ? shown : "**" + shown + "**";
    }

    static String percent(double share) {
        return number(100 * share, 1) + " %";
    }

    /** Three figures or so: latencies are between microseconds and minutes. */
    static String millis(double millis) {
        return number(millis, millis < 10 ? 1 : 0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
