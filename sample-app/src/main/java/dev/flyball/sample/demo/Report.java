package dev.flyball.sample.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The before/after table and its verdict: every row of every governed run must fulfil its criterion. */
final class Report {

    /** The run without Flyball, against which the others are judged. */
    static final String PLAIN = "plain";

    /** The run with generated wrappers, which cannot reach every method. */
    static final String WRAPPERS = "wrappers";

    private static final Map<String, String> TITLES =
            Map.of(PLAIN, "plain", "agent", "with -javaagent", WRAPPERS, "generated wrappers");

    private final Map<String, Numbers> runs;
    private final List<String> objections = new ArrayList<>();
    private final String table;

    /** @param runs by label, the plain one first */
    Report(List<Row> rows, Map<String, Numbers> runs) {
        this.runs = new LinkedHashMap<>(runs);
        this.table = draw(rows);
    }

    /** One sentence for each criterion that a run does not fulfil; empty if all is well. */
    List<String> objections() {
        return List.copyOf(objections);
    }

    @Override
    public String toString() {
        return table;
    }

    private String draw(List<Row> rows) {
        int[] widths = new int[2 + runs.size()];
        widths[0] = 16;
        widths[1] = 21;
        java.util.Arrays.fill(widths, 2, widths.length, 20);
        Table drawn = new Table(widths);
        List<List<String>> head = new ArrayList<>(List.of(List.of("policy"), List.of("what goes wrong")));
        runs.keySet().forEach(label -> head.add(List.of(TITLES.getOrDefault(label, label))));
        drawn.row(head).rule();
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                drawn.rule();
            }
            drawn.row(cells(rows.get(i)));
        }
        return drawn.toString();
    }

    private List<List<String>> cells(Row row) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(row.policy()));
        cells.add(List.of(row.trouble()));
        runs.forEach((label, run) -> cells.add(cell(row, label, run)));
        return cells;
    }

    private List<String> cell(Row row, String label, Numbers run) {
        List<String> lines = new ArrayList<>(List.of(row.story().apply(run)));
        if (!row.group().isEmpty()) {
            lines.add(format("p50 %.0f p99 %.0f ms", run.get(row.group() + ".p50"), run.get(row.group() + ".p99")));
            lines.add(format("goodput %.0f/s", run.get(row.group() + ".goodput")));
        }
        if (!label.equals(PLAIN)) {
            lines.add(verdict(row, label, run));
        }
        return lines;
    }

    private String verdict(Row row, String label, Numbers run) {
        Numbers plain = runs.getOrDefault(PLAIN, new Numbers());
        if (label.equals(WRAPPERS) && row.governs() == Row.Governs.AGENT_ONLY) {
            return "– agent only";
        }
        List<String> found = row.objections(plain, run);
        found.forEach(objection -> objections.add(row.policy() + ", " + TITLES.get(label) + ": " + objection));
        return found.isEmpty() ? "✔ better" : "✘ NOT better";
    }

    private static String format(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
