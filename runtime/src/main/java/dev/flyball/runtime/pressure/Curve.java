package dev.flyball.runtime.pressure;

import java.util.Arrays;

/**
 * A function that rises piece by piece in straight lines, from (0, 0) to its last point, and is level from there on.
 * Immutable.
 */
public final class Curve {

    private final double[] points;

    private Curve(double... points) {
        this.points = points;
    }

    /**
     * The curve through these points.
     *
     * @param points x and y in turn; x rises, y does not fall, neither is below 0, y is at most 1
     */
    public static Curve through(double... points) {
        double x = 0;
        double y = 0;
        for (int i = 0; i + 1 < points.length; i += 2) {
            boolean rises = points[i] > x && points[i + 1] >= y && points[i + 1] <= 1;
            if (!rises) {
                throw bad(points);
            }
            x = points[i];
            y = points[i + 1];
        }
        if (points.length == 0 || points.length % 2 != 0) {
            throw bad(points);
        }
        return new Curve(points.clone());
    }

    private static IllegalArgumentException bad(double... points) {
        return new IllegalArgumentException("[pressure-curve] " + Arrays.toString(points)
                + " is no curve; give pairs of x and y where x rises from above 0 and y does not fall, up to 1");
    }

    /** Its value there; NaN is not known, and so 0. */
    public double at(double x) {
        double x0 = 0;
        double y0 = 0;
        if (Double.isNaN(x)) {
            return 0;
        }
        for (int i = 0; i < points.length; i += 2) {
            double x1 = points[i];
            double y1 = points[i + 1];
            if (x < x1) {
                return y0 + (y1 - y0) * Math.max(x - x0, 0) / (x1 - x0);
            }
            x0 = x1;
            y0 = y1;
        }
        return y0;
    }

    /** The smallest x at which its value is {@code y}; infinite if it never is. */
    public double reaches(double y) {
        double x0 = 0;
        double y0 = 0;
        for (int i = 0; i < points.length; i += 2) {
            double x1 = points[i];
            double y1 = points[i + 1];
            if (y <= y1) {
                return y1 == y0 ? x0 : x0 + (x1 - x0) * Math.max(y - y0, 0) / (y1 - y0);
            }
            x0 = x1;
            y0 = y1;
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve curve && Arrays.equals(points, curve.points);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(points);
    }

    /** Its points, {@code x:y x:y}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            text.append(i == 0 ? "" : " ").append(points[i]).append(':').append(points[i + 1]);
        }
        return text.toString();
    }
}
