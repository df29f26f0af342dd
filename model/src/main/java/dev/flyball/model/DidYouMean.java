package dev.flyball.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which of the known words somebody may have meant: at most two slips away (Levenshtein distance, a swap of neighbours
 * counting as one), or the same words in another order.
 */
public final class DidYouMean {

    private static final int MOST_SLIPS = 2;

    private DidYouMean() {}

    /** The likely ones, nearest first, each once. */
    public static List<String> among(Collection<String> known, String written) {
        return known.stream()
                .distinct()
                .filter(word -> reordered(word, written) || slips(word, written) <= allowed(written))
                .sorted(Comparator.<String>comparingInt(word -> slips(word, written))
                        .thenComparing(word -> word))
                .toList();
    }

    /** A short word allows fewer slips, or everything is near everything. */
    private static int allowed(String written) {
        return Math.min(MOST_SLIPS, Math.max(1, written.length() / 3));
    }

    private static boolean reordered(String word, String written) {
        return Arrays.equals(parts(word), parts(written));
    }

    private static String[] parts(String word) {
        String[] parts = Attribute.kebab(word).split("[-_.]", -1);
        Arrays.sort(parts);
        return parts;
    }

    /** Insertions, deletions, replacements and swaps that turn one into the other, without regard to case. */
    static int slips(String word, String written) {
        String a = word.toLowerCase(Locale.ROOT);
        String b = written.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cell(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (equal ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
