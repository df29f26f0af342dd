package dev.flyball.sample.demo;

import java.util.ArrayList;
import java.util.List;

/** A table of wrapped text: cells of several lines in columns of fixed width, a rule between the rows. */
final class Table {

    private final int[] widths;
    private final StringBuilder text = new StringBuilder();

    Table(int... widths) {
        this.widths = widths.clone();
    }

    /** Adds a row; each cell is a list of paragraphs, each wrapped to its column. */
    Table row(List<List<String>> cells) {
        List<List<String>> lines = new ArrayList<>();
        int height = 0;
        for (int column = 0; column < widths.length; column++) {
            List<String> cell = new ArrayList<>();
            for (String paragraph : cells.get(column)) {
                cell.addAll(wrap(paragraph, widths[column]));
            }
            lines.add(cell);
            height = Math.max(height, cell.size());
        }
        for (int line = 0; line < height; line++) {
            addLine(lines, line);
        }
        return this;
    }

    /** Adds a rule. */
    Table rule() {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? "" : "─┼─").append("─".repeat(width));
        }
        text.append(rule).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void addLine(List<List<String>> cells, int line) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            List<String> cell = cells.get(column);
            String piece = line < cell.size() ? cell.get(line) : "";
            row.append(column == 0 ? "" : " │ ").append(piece).append(" ".repeat(widths[column] - piece.length()));
        }
        text.append(row.toString().stripTrailing()).append('\n');
    }

    /** Breaks between words; a word longer than a line is cut. */
    static List<String> wrap(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        String rest = paragraph;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : width;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
