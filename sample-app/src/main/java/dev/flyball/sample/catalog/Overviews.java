package dev.flyball.sample.catalog;

import dev.flyball.annotation.Degradable;
import dev.flyball.runtime.degrade.Degradation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * First impressions of packages: classes that differ from one another. Each question compares every class with every
 * other and keeps the table, some 2.5 MB, until it is answered. The one place where Atlas asks Flyball how much it may
 * do. Thread-safe.
 */
public class Overviews {

    private static final int MANY = 800;
    private static final int FEW = 200;
    private static final int SHOWN = 10;

    private final Sketches sketches;
    private final ClassShelf shelf;

    /** Compares classes by these sketches, and looks into the files of those that are shown. */
    public Overviews(Sketches sketches, ClassShelf shelf) {
        this.sketches = sketches;
        this.shelf = shelf;
    }

    /** Ten classes of a package and those below it that have as little in common as can be, and what their files say. */
    public Answer of(String name) throws SQLException, IOException {
        return overview(name);
    }

    @Degradable(at = Degradable.Level.CRITICAL, fallback = "glance")
    Answer overview(String name) throws SQLException, IOException {
        Degradation now = Degradation.current();
        List<String> lines = compare(sketches.below(name, now.limit(MANY)), !now.skipExpensive());
        return now.active() ? Answer.reduced(lines) : Answer.fresh(lines);
    }

    /** The same of few classes, without a look into any file. */
    Answer glance(String name) throws SQLException, IOException {
        return Answer.reduced(compare(sketches.below(name, Degradation.current().limit(FEW)), false));
    }

    private List<String> compare(List<Sketch> classes, boolean describe) throws IOException {
        int[][] differences = differences(classes);
        boolean[] shown = new boolean[classes.size()];
        List<String> lines = new ArrayList<>();
        int first = classes.isEmpty() ? -1 : 0;
        for (int next = first; next >= 0 && lines.size() < SHOWN; next = farthest(differences, shown)) {
            shown[next] = true;
            Sketch chosen = classes.get(next);
            lines.add(describe ? described(chosen) : chosen.name());
        }
        return lines;
    }

    private String described(Sketch chosen) throws IOException {
        return chosen.name() + ", "
                + shelf.methods(chosen.module(), chosen.name()).lines().size() + " methods";
    }

    private static int[][] differences(List<Sketch> classes) {
        Sketch[] all = classes.toArray(Sketch[]::new);
        int[][] differences = new int[all.length][all.length];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all.length; j++) {
                differences[i][j] = all[i].differences(all[j]);
            }
        }
        return differences;
    }

    /** The class that differs most from that which is most like it of those shown; -1 if all are shown. */
    private static int farthest(int[][] differences, boolean[] shown) {
        int farthest = -1;
        int most = -1;
        for (int i = 0; i < shown.length; i++) {
            int least = shown[i] ? -1 : Integer.MAX_VALUE;
            for (int j = 0; j < shown.length; j++) {
                if (shown[j]) {
                    least = Math.min(least, differences[i][j]);
                }
            }
            if (least > most) {
                farthest = i;
                most = least;
            }
        }
        return farthest;
    }
}
