package dev.flyball.model;

/**
 * The numbers an attribute may take, in its base unit (nanoseconds, bytes, or plain): from {@code low}, itself excluded
 * if {@code above}, to {@code high}, itself included.
 */
record Range(double low, boolean above, double high) {

    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY);

    static Range from(double low, double high) {
        return new Range(low, false, high);
    }

    static Range above(double low, double high) {
        return new Range(low, true, high);
    }

    boolean contains(double value) {
        return value <= high && (above ? value > low : value >= low);
    }

    /** The range in words: {@code at least 1}, {@code above 0 and at most 1}, {@code from 1 to 100}. */
    String words(Bound print) {
        boolean open = (high >= Integer.MAX_VALUE && print.equals(PLAIN)) || high >= Long.MAX_VALUE;
        if (above) {
            return "above " + print.of(low) + (open ? "" : " and at most " + print.of(high));
        }
        return open ? "at least " + print.of(low) : "from " + print.of(low) + " to " + print.of(high);
    }

    /** How a bound is printed. */
    interface Bound {
        String of(double bound);
    }

    static final Bound PLAIN =
            bound -> bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    static final Bound TIME = bound -> Durations.print((long) bound);
    static final Bound BYTES = bound -> Sizes.print((long) bound);
}
