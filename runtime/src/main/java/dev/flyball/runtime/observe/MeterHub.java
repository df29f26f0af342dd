package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * All meters of a runtime, and all registries that show them: a registry bound late hears of every earlier meter, a
 * method linked late is heard of by every earlier registry. Each source describes itself once; registries read what it
 * described. Where two sources name the same series, the later one is what registries read from then on.
 *
 * <p>Thread-safe. {@code series} and {@code visitors} are guarded by this object's monitor, which is never held while a
 * source or a registry runs: registries are the application's, and their listeners may call governed methods. A series
 * and a visitor meet exactly once, since whichever comes second finds the other.
 */
public final class MeterHub {

    private final Map<SeriesName, Series> series = new LinkedHashMap<>();
    private final Map<String, List<String>> tagKeys = new HashMap<>();
    private List<MeterVisitor> visitors = List.of();

    /** No meters and no registries yet. */
    public MeterHub() {}

    /** Adds every meter of {@code source}, for the registries bound now and for those to come. */
    public void add(MeterSource source) {
        Newcomers newcomers = new Newcomers();
        source.describe(newcomers);
        newcomers.announcements.forEach(Runnable::run);
    }

    /** Tells {@code visitor} of every meter, now and from now on. */
    public void bind(MeterVisitor visitor) {
        List<Series> known;
        synchronized (this) {
            List<MeterVisitor> more = new ArrayList<>(visitors);
            more.add(visitor);
            visitors = List.copyOf(more);
            known = List.copyOf(series.values());
        }
        known.forEach(one -> announce(one, visitor));
    }

    /** Tells {@code visitor} no more, and stops its timers; false if it was not bound. */
    public boolean unbind(MeterVisitor visitor) {
        List<Series> known;
        synchronized (this) {
            List<MeterVisitor> fewer = new ArrayList<>(visitors);
            if (!fewer.remove(visitor)) {
                return false;
            }
            visitors = List.copyOf(fewer);
            known = List.copyOf(series.values());
        }
        known.forEach(one -> one.forget(visitor));
        return true;
    }

    /** A registry that refuses a meter, by a filter of its owner perhaps, loses that meter and nothing else. */
    private static void announce(Series one, MeterVisitor visitor) {
        try {
            one.announce(visitor);
        } catch (RuntimeException refused) {
            LoggerFactory.getLogger("dev.flyball.metrics")
                    .warn(
                            "[meter-refused] the registry {} took no meter {}: {}",
                            visitor,
                            one.name().meter(),
                            refused.toString());
        }
    }

    private synchronized Series put(Series fresh, List<Runnable> announcements) {
        SeriesName name = fresh.name();
        List<String> keys = tagKeys.computeIfAbsent(name.meter(), meter -> name.tagKeys());
        if (!keys.equals(name.tagKeys())) {
            throw new IllegalArgumentException("[meter-tags] " + name.meter() + " has the tag keys " + keys
                    + " in one series and " + name.tagKeys() + " in another; some registries refuse such a meter: use"
                    + " the same keys everywhere");
        }
        Series known = series.get(name);
        if (known != null && known.takeOver(fresh)) {
            return known;
        }
        series.put(name, fresh);
        List<MeterVisitor> audience = visitors;
        announcements.add(() -> audience.forEach(visitor -> announce(fresh, visitor)));
        return fresh;
    }

    /** Takes a source's description into the hub, and remembers whom to tell of it. */
    private final class Newcomers implements MeterVisitor {
        private final List<Runnable> announcements = new ArrayList<>();

        @Override
        public void gauge(String name, DoubleSupplier value, String... tags) {
            put(new Series.Gauge(new SeriesName(name, List.of(tags)), value), announcements);
        }

        @Override
        public void counter(String name, LongSupplier total, String... tags) {
            put(new Series.Counter(new SeriesName(name, List.of(tags)), total), announcements);
        }

        @Override
        public DurationRecorder timer(String name, String... tags) {
            Series.Timer fresh = new Series.Timer(new SeriesName(name, List.of(tags)));
            return put(fresh, announcements) instanceof Series.Timer timer ? timer.fan() : DurationRecorder.NONE;
        }

        @Override
        public Recorder summary(String name, String unit, String... tags) {
            Series.Summary fresh = new Series.Summary(new SeriesName(name, List.of(tags)), unit);
            return put(fresh, announcements) instanceof Series.Summary summary ? summary.fan() : DurationRecorder.NONE;
        }
    }
}
