package dev.flyball.benchmarks.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A picture of one scenario: on the left our algorithms, on the right the peers', above the limit and below the 99th
 * percentile of latency, over time and on shared axes. SVG that needs no script and no font of its own, and follows
 * the reader's choice of light or dark.
 */
final class Figure {

    private static final int WIDTH = 980;
    private static final int LEFT = 56;
    private static final int GAP = 28;
    private static final int PANEL_WIDTH = (WIDTH - LEFT - GAP - 16) / 2;
    private static final int PANEL_HEIGHT = 190;
    private static final int LEGEND = 118;
    private static final int BETWEEN = 34;
    private static final int HEIGHT = LEGEND + 2 * PANEL_HEIGHT + BETWEEN + 46;

    /** One limiter's run. */
    record Line(String name, String colour, List<Outcome.Point> points) {}

    /** A column of the picture. */
    record Column(String title, List<Line> lines) {}

    /** Where a phase begins, and what it is. */
    record Mark(double seconds, String label) {}

    private final String title;
    private final List<Column> columns;
    private final List<Mark> marks;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Figure(String title, double seconds, List<Mark> marks, List<Column> columns) {
        this.title = title;
        this.seconds = seconds;
        this.marks = marks;
        this.columns = columns;
    }

    static String of(String title, double seconds, List<Mark> marks, List<Column> columns) {
        return new Figure(title, seconds, marks, columns).draw();
    }

    private String draw() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        line("<title>%s</title>", escaped(title));
        line("<style>");
        line("  svg { font: 12px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }");
        line(
                "  .paper { fill: #fff; } text { fill: #333; } .head { font-weight: 600; } .axis { fill: none; stroke: #999; }");
        line("  .grid { stroke: #e4e4e4; } .mark { stroke: #888; stroke-dasharray: 4 3; } .soft { fill: #666; }");
        line("  .run { fill: none; stroke-width: 1.3; stroke-linejoin: round; } .bold { stroke-width: 2.2; }");
        line("  @media (prefers-color-scheme: dark) { .paper { fill: #14171c; } text { fill: #d5d8dc; }");
        line("    .axis { stroke: #777; } .grid { stroke: #2a2f37; } .soft { fill: #9aa0a8; } }");
        line("</style>");
        line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT);
        text(LEFT, 22, "head", "start", title);
        LogAxis limits = axis(Outcome.Point::limit);
        LogAxis latencies = axis(Outcome.Point::p99Millis);
        for (int column = 0; column < columns.size(); column++) {
            int x = LEFT + column * (PANEL_WIDTH + GAP);
            legend(columns.get(column), x);
            panel(columns.get(column), x, LEGEND, "limit (calls at once)", limits, column == 0, Outcome.Point::limit);
            int below = LEGEND + PANEL_HEIGHT + BETWEEN;
            panel(columns.get(column), x, below, "p99 latency (ms)", latencies, column == 0, Outcome.Point::p99Millis);
            timeAxis(x, below + PANEL_HEIGHT);
        }
        line("</svg>");
        return svg.toString();
    }

    private LogAxis axis(ToDoubleFunction<Outcome.Point> value) {
        return LogAxis.around(columns.stream()
                .flatMap(column -> column.lines().stream())
                .flatMap(line -> line.points().stream())
                .mapToDouble(value));
    }

    private void legend(Column column, int left) {
        text(left, 46, "head", "start", column.title());
        double x = left;
        int y = 66;
        for (int at = 0; at < column.lines().size(); at++) {
            Line line = column.lines().get(at);
            double width = 32 + 7.2 * line.name().length();
            if (x + width > left + PANEL_WIDTH) {
                x = left;
                y += 18;
            }
            line("<path class=\"run bold\" stroke=\"%s\" d=\"M%.0f %dh16\"/>", line.colour(), x, y - 4);
            text(x + 20, y, "", "start", line.name());
            x += width;
        }
    }

    private void panel(
            Column column,
            int left,
            int top,
            String unit,
            LogAxis axis,
            boolean labelled,
            ToDoubleFunction<Outcome.Point> value) {
        int bottom = top + PANEL_HEIGHT;
        for (double tick : axis.ticks()) {
            double y = bottom - PANEL_HEIGHT * axis.position(tick);
            line("<path class=\"grid\" d=\"M%d %.1fh%d\"/>", left, y, PANEL_WIDTH);
            if (labelled) {
                text(
                        left - 6,
                        y + 4,
                        "",
                        "end",
                        tick < 1 ? String.valueOf(tick) : String.format(Locale.ROOT, "%.0f", tick));
            }
        }
        for (Mark mark : marks) {
            double x = left + PANEL_WIDTH * mark.seconds() / seconds;
            if (mark.seconds() > 0) {
                line("<path class=\"mark\" d=\"M%.1f %dv%d\"/>", x, top, PANEL_HEIGHT);
            }
            if (top == LEGEND) {
                text(x + 4, top + 13, "soft", "start", mark.label());
            }
        }
        for (int at = column.lines().size() - 1; at >= 0; at--) {
            String path = path(column.lines().get(at).points(), value, axis, left, bottom);
            line(
                    "<path class=\"run%s\" stroke=\"%s\" d=\"%s\"/>",
                    at == 0 ? " bold" : "", column.lines().get(at).colour(), path);
        }
        line("<path class=\"axis\" d=\"M%d %dv%dh%d\"/>", left, top, PANEL_HEIGHT, PANEL_WIDTH);
        if (labelled) {
            text(left - 44, top - 8, "soft", "start", unit);
        }
    }

    private String path(
            List<Outcome.Point> points, ToDoubleFunction<Outcome.Point> value, LogAxis axis, int left, int bottom) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Outcome.Point point : points) {
            double shown = value.applyAsDouble(point);
            if (Double.isFinite(shown) && shown > 0) {
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        drawing ? "L" : "M",
                        left + PANEL_WIDTH * point.seconds() / seconds,
                        bottom - PANEL_HEIGHT * axis.position(shown)));
                drawing = true;
            } else {
                drawing = false;
            }
        }
        return path.toString();
    }

    private void timeAxis(int left, int bottom) {
        boolean minutes = seconds > 600;
        double unit = minutes ? 60 : 1;
        double step = seconds > 1800 || seconds < 100 ? 10 : minutes ? 5 : 30;
        for (double tick = 0; tick <= seconds / unit; tick += step) {
            double x = left + PANEL_WIDTH * tick * unit / seconds;
            line("<path class=\"axis\" d=\"M%.1f %dv4\"/>", x, bottom);
            text(x, bottom + 18, "", "middle", String.format(Locale.ROOT, "%.0f", tick));
        }
        text(left + PANEL_WIDTH / 2.0, bottom + 36, "soft", "middle", minutes ? "minutes" : "seconds");
    }

    private void text(double x, double y, String style, String anchor, String words) {
        line(
                "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>",
                x, y, style, anchor, escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void line(String format, Object... values) {
        svg.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
