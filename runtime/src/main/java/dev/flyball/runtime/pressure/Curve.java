package dev.flyball.runtime.pressure;

/** A function that rises piece by piece in straight lines, from (0, 0) to its last point, and is level from there on. */
final class Curve {

    private final double[] points;

    private Curve(double... points) {
        this.points = points;
    }

    /** @param points x and y in turn, both rising */
    static Curve through(double... points) {
        return new Curve(points);
    }

    double at(double x) {
        double x0 = 0;
        double y0 = 0;
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
}
