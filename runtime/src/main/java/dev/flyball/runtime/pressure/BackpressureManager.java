package dev.flyball.runtime.pressure;

import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Knows how hard pressed each controller of a program is, and the program as a whole, and tells those upstream.
 *
 * <p>A controller is whatever can be full: a {@link PressureSource} tells its raw numbers, from which a pressure between
 * 0 and 1 is computed:
 *
 * <pre>
 * u = in use / capacity         q = waiting / room to wait         r = share refused of late
 * pressure of a controller  =  max(g(u), g(q), g(r)), smoothed
 * pressure of the program   =  max over controllers of min(pressure, cap of its {@linkplain Importance importance})
 * </pre>
 *
 * <p>The maximum, not a mean, since one full part among a hundred idle ones is what stops the work, and since a maximum
 * has a name: {@link PressureReading#reason}. {@code docs/backpressure.md} has the curves.
 *
 * <p>Samples are taken every second, every 250 ms where something is at 0.65 or more, but only while somebody watches: a
 * listener, a subscriber, a follower, a {@link #signal} in use. Otherwise {@link #reading} takes one when asked. Calls
 * pay nothing in either case.
 *
 * <p>Thread-safe. {@code sampling} is held by whoever takes a sample, until the news of it are out, so that samples and
 * edges have one order. Nobody waits for it: who finds it taken uses the last reading. It guards {@code steps} and what
 * the controllers remember. {@code latest}: written under it, read by everybody, volatile. {@code stale}: set by whoever
 * changes what a reading shows, cleared by the sample that follows.
 */
public final class BackpressureManager implements MeterSource {

    /** The name under which the whole program's level is announced. */
    public static final String PROCESS = "process";

    private static final PressureLevel[] LEVELS = PressureLevel.values();

    private final Clock clock;
    private final EventBus listeners;
    private final EventSink news;
    private final Ticker ticker;
    private final Map<String, Controller> controllers = new ConcurrentSkipListMap<>();
    private final Map<String, Importance> importances = new ConcurrentHashMap<>();
    private final Map<String, Importance> registered = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final Follows follows = new Follows(failed);
    private final Readings readings;
    private final MeterHub meters;
    private final LongAdder[][] transitions = new LongAdder[LEVELS.length][LEVELS.length];
    private final ReentrantLock sampling = new ReentrantLock();
    private final Steps steps = new Steps();
    private final Signal signal = new Signal();
    private volatile PressureReading latest;
    private volatile boolean stale = true;

    /**
     * No controllers yet.
     *
     * @param alarm rings for each sample while somebody watches
     * @param executor runs subscribers to {@link #readings}
     * @param listeners where {@link #onLevelChange} subscribes
     * @param journal hears of every change of level too
     * @param meters shows the pressure of every controller and of the process
     */
    public BackpressureManager(
            Clock clock, Alarm alarm, Executor executor, EventBus listeners, EventSink journal, MeterHub meters) {
        for (LongAdder[] row : transitions) {
            Arrays.setAll(row, to -> new LongAdder());
        }
        this.clock = clock;
        this.listeners = listeners;
        this.news = journal.and(listeners);
        this.ticker = new Ticker(clock, alarm, this::sample, this::tense);
        this.latest = new PressureReading(0, PressureLevel.NORMAL, "", List.of(), List.of(), clock.nanos());
        this.readings = new Readings(executor, this::reading, this::watch, failed);
        this.meters = meters;
        meters.add(this);
    }

    /** A manager of its own, on the system's clock, with an alarm thread that starts with the first who watches. */
    public static BackpressureManager create() {
        Clock clock = Clock.system();
        return new BackpressureManager(
                clock,
                new AlarmThread(clock),
                new CompletableFuture<>().defaultExecutor(),
                new EventBus(),
                EventSink.NONE,
                new MeterHub());
    }

    /** Adds a controller that counts in full. */
    public Registration register(String name, PressureSource source) {
        return register(name, Importance.ESSENTIAL, source);
    }

    /**
     * Adds a controller. It takes the place of another of the same name; what was known of that one stays.
     *
     * @param importance how far it counts, unless {@link #importance} has said so or says so later
     */
    public Registration register(String name, Importance importance, PressureSource source) {
        registered.put(name, importance);
        controllers.compute(name, (key, present) -> {
            if (present != null) {
                present.source(source);
                return present;
            }
            return new Controller(name, importances.getOrDefault(name, importance), source);
        });
        stale = true;
        meters.add(visitor -> visitor.gauge("pressure.controller", () -> pressure(name), "name", name));
        return () -> remove(name, source);
    }

    private void remove(String name, PressureSource source) {
        controllers.computeIfPresent(name, (key, present) -> present.source() == source ? null : present);
        stale = true;
    }

    private double pressure(String name) {
        reading();
        Controller controller = controllers.get(name);
        return controller == null ? 0 : controller.pressure();
    }

    /** Says how far the controller of that name counts for the whole program, also one that is registered later. */
    public void importance(String name, Importance importance) {
        importances.put(name, importance);
        controllers.computeIfPresent(name, (key, present) -> {
            present.importance(importance);
            return present;
        });
        stale = true;
    }

    /** Takes {@link #importance} back: the controller counts again as far as it was registered to. */
    public void importanceAsRegistered(String name) {
        importances.remove(name);
        controllers.computeIfPresent(name, (key, present) -> {
            present.importance(registered.getOrDefault(name, Importance.ESSENTIAL));
            return present;
        });
        stale = true;
    }

    /** The pressure now: a reading less than a second old. */
    public PressureReading reading() {
        PressureReading last = latest;
        return stale || clock.nanos() - last.nanos() >= Ticker.CALM ? sample() : last;
    }

    /** The whole program's level at the last sample; costs one volatile read. */
    public PressureLevel level() {
        return latest.level();
    }

    /**
     * The whole program's pressure for those who ask often: asking costs two volatile reads. From the first time on the
     * manager takes samples by itself.
     */
    public DoubleSupplier signal() {
        return signal;
    }

    /** Takes samples by itself until closed. */
    public Registration watch() {
        return ticker.watch();
    }

    /**
     * From now on {@code listener} hears of every change of level, of a controller or of {@link #PROCESS}, in order, on
     * a thread of the event bus. One that throws is counted there and kept.
     */
    public Registration onLevelChange(Consumer<? super LevelChanged> listener) {
        EventBus.Subscription subscription = listeners.on(LevelChanged.class, listener);
        Registration watch = watch();
        return () -> {
            subscription.close();
            watch.close();
        };
    }

    /**
     * Every reading as it is taken, from the newest one on: a subscriber that asks slower than readings come misses some
     * and gets the newest. Signals come on the manager's executor. Never completes.
     */
    public Flow.Publisher<PressureReading> readings() {
        return readings;
    }

    /** Makes a limit known by name, so that it can {@link #follow}; in place of another of that name. */
    public void limit(String name, ScalableLimit limit) {
        follows.limit(name, limit);
        meters.add(visitor -> visitor.gauge("pressure.share", () -> follows.share(name), "name", name));
    }

    /**
     * From now on the limit of that name is held at a share of its configured value, while controllers of those names
     * are under pressure; {@link #PROCESS} is the whole process, without controllers whose own limits follow something.
     * Limit and controllers may be registered later: a reading tells which are {@linkplain FollowingLimit#missing
     * missing}. Closing gives the limit all of its configured value back at once. A limit that follows several rules is
     * held at the lowest share of them.
     *
     * @throws IllegalArgumentException if the limit would follow itself, directly or through others
     */
    public Registration follow(String limit, Follow rule, String... controllers) {
        if (controllers.length == 0) {
            throw new IllegalArgumentException("[pressure-nobody] " + limit
                    + " is to follow, but nobody; name at least one controller, or BackpressureManager.PROCESS");
        }
        Following following = new Following(limit, rule, List.of(controllers));
        follows.add(following);
        stale = true;
        Registration watch = watch();
        return () -> {
            if (follows.remove(following)) {
                applyNow();
                watch.close();
            }
        };
    }

    /** Nobody may come after the last rule has ended: the share must be given back here. */
    private void applyNow() {
        sampling.lock();
        try {
            PressureReading last = latest;
            follows.apply(last.byName(), clock.nanos());
            stale = true;
        } finally {
            sampling.unlock();
        }
    }

    /** How often a source, a limit or a subscriber threw. */
    public long failures() {
        return failed.sum();
    }

    int subscribers() {
        return readings.subscribers();
    }

    int watchers() {
        return ticker.watchers();
    }

    private boolean tense() {
        return follows.any()
                || latest.controllers().stream().anyMatch(one -> one.pressure() >= PressureLevel.ELEVATED.from());
    }

    /** Takes a sample, unless somebody is at it: then the last one serves. */
    private PressureReading sample() {
        if (sampling.isHeldByCurrentThread() || !sampling.tryLock()) {
            return latest;
        }
        try {
            stale = false;
            List<LevelChanged> edges = new ArrayList<>();
            PressureReading fresh = read(clock.nanos(), edges);
            latest = fresh;
            edges.forEach(news::emit);
            readings.offer(fresh);
            return fresh;
        } finally {
            sampling.unlock();
        }
    }

    private PressureReading read(long now, List<LevelChanged> edges) {
        Map<String, ControllerPressure> all = new LinkedHashMap<>();
        double most = 0;
        String leading = "";
        for (Controller controller : controllers.values()) {
            PressureLevel before = controller.level();
            ControllerPressure one = controller.sample(now);
            all.put(one.name(), one);
            failed.add(one.failure() == null ? 0 : 1);
            if (before != one.level()) {
                edges.add(edge(one.name(), before, one.level(), one.pressure(), one.reason()));
            }
            if (one.counted() > most) {
                most = one.counted();
                leading = one.name();
            }
        }
        PressureLevel before = steps.level();
        PressureReading reading = new PressureReading(
                most, steps.next(most, now), leading, List.copyOf(all.values()), follows.apply(all, now), now);
        if (before != reading.level()) {
            transitions[number(before)][number(reading.level())].increment();
            edges.add(edge(PROCESS, before, reading.level(), most, reading.reason()));
        }
        return reading;
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("pressure", () -> reading().pressure(), "resource", "combined");
        visitor.gauge("pressure.level", () -> number(reading().level()));
        visitor.gauge("pressure.sample.age", () -> (clock.nanos() - latest.nanos()) / 1e9);
        visitor.counter("pressure.failures", failed::sum);
        for (PressureLevel from : LEVELS) {
            for (PressureLevel to : LEVELS) {
                if (from != to) {
                    LongAdder count = transitions[number(from)][number(to)];
                    visitor.counter("pressure.transitions", count::sum, "from", word(from), "to", word(to));
                }
            }
        }
    }

    private static int number(PressureLevel level) {
        return Arrays.asList(LEVELS).indexOf(level);
    }

    private static String word(PressureLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static LevelChanged edge(
            String name, PressureLevel from, PressureLevel to, double pressure, String reason) {
        return new LevelChanged(name, from.name(), to.name(), pressure, reason);
    }

    private final class Signal implements DoubleSupplier {
        private volatile boolean awake;

        @Override
        public double getAsDouble() {
            if (!awake) {
                wake();
            }
            return latest.pressure();
        }

        private synchronized void wake() {
            if (!awake) {
                awake = true;
                watch();
            }
        }
    }
}
