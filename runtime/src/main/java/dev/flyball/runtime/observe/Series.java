package dev.flyball.runtime.observe;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** One series as the hub holds it: what registries read stays the same object while what it reads may be replaced. */
sealed interface Series {

    SeriesName name();

    void announce(MeterVisitor visitor);

    /** Reads from {@code later} from now on; false if that is another sort of meter. */
    boolean takeOver(Series later);

    default void forget(MeterVisitor visitor) {}

    /** A value that goes up and down. */
    final class Gauge implements Series {
        private final SeriesName name;
        private volatile DoubleSupplier value;

        Gauge(SeriesName name, DoubleSupplier value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public SeriesName name() {
            return name;
        }

        @Override
        public void announce(MeterVisitor visitor) {
            visitor.gauge(name.meter(), () -> value.getAsDouble(), name.tagArray());
        }

        @Override
        public boolean takeOver(Series later) {
            if (later instanceof Gauge gauge) {
                value = gauge.value;
                return true;
            }
            return false;
        }
    }

    /** A total that only grows, also where a fresh source, which starts at zero, takes over. */
    final class Counter implements Series {

        private record Total(long before, LongSupplier since) {
            long now() {
                return before + since.getAsLong();
            }
        }

        private final SeriesName name;
        private volatile Total total;

        Counter(SeriesName name, LongSupplier total) {
            this.name = name;
            this.total = new Total(0, total);
        }

        @Override
        public SeriesName name() {
            return name;
        }

        @Override
        public void announce(MeterVisitor visitor) {
            visitor.counter(name.meter(), () -> total.now(), name.tagArray());
        }

        @Override
        public boolean takeOver(Series later) {
            if (later instanceof Counter counter) {
                LongSupplier since = counter.total.since;
                boolean fresh = since.getAsLong() < total.since.getAsLong();
                total = new Total(fresh ? total.now() : total.before, since);
                return true;
            }
            return false;
        }
    }

    /** A distribution; two sources of one series share its fan. */
    abstract sealed class Distribution implements Series {
        private final SeriesName name;
        private final Fan fan = new Fan();

        Distribution(SeriesName name) {
            this.name = name;
        }

        Fan fan() {
            return fan;
        }

        @Override
        public SeriesName name() {
            return name;
        }

        @Override
        public void forget(MeterVisitor visitor) {
            fan.remove(visitor);
        }
    }

    /** A distribution of durations. */
    final class Timer extends Distribution {

        Timer(SeriesName name) {
            super(name);
        }

        @Override
        public void announce(MeterVisitor visitor) {
            fan().add(visitor, visitor.timer(name().meter(), name().tagArray()));
        }

        @Override
        public boolean takeOver(Series later) {
            return later instanceof Timer;
        }
    }

    /** A distribution of amounts of some unit. */
    final class Summary extends Distribution {
        private final String unit;

        Summary(SeriesName name, String unit) {
            super(name);
            this.unit = unit;
        }

        @Override
        public void announce(MeterVisitor visitor) {
            fan().add(visitor, visitor.summary(name().meter(), unit, name().tagArray()));
        }

        @Override
        public boolean takeOver(Series later) {
            return later instanceof Summary;
        }
    }
}
