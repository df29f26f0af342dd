package dev.flyball.runtime.status;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns stand below each other: numbers to the right, words to the left. */
final class Columns {

    private static final String GAP = "  ";

    private final boolean prose;
    private final List<String[]> rows = new ArrayList<>();

    /** @param prose whether the last column is prose, which may begin with a number */
    Columns(boolean prose, String... heads) {
        this.prose = prose;
        rows.add(heads);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    boolean empty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            numbers[i] = numbers(i) && !(prose && i == columns - 1);
        }
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : GAP).append(numbers[i] ? space + row[i] : row[i] + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private boolean numbers(int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row[column])
                .allMatch(cell -> cell.equals(Quantity.UNKNOWN) || Character.isDigit(cell.charAt(0)));
    }
}
