package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.pressure.ResourcePressure;
import dev.flyball.runtime.pressure.Ticker;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.DaemonWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Senses how hard pressed the process's own memory and processors are, and publishes a pressure, 0 to 1, and a level.
 *
 * <p>It looks every second, four times as often from HIGH on, but only while somebody watches: a listener, a forced
 * level, or whoever has asked it to {@link #start}. {@link #reading}, {@link #history} and {@link #forecast} start it,
 * too, as do its meters and its two controllers once they are read; what {@link ResourcePressure} has does not, and never
 * senses. Alone {@link #registerWith} makes its parts known to a {@link BackpressureManager}, already smoothed.
 *
 * <p>Thread-safe. {@code sensing}: held by the one thread that looks, on the worker, since a file may hang; nobody waits
 * for it. {@code publishing}: held while a reading is put into force and listeners hear of it, by that thread or by one
 * that forces a level, so that changes have one order; never while files are read. {@code latest}: written under it, read
 * by everybody, volatile. {@code raw}, {@code assessor}, {@code collectedAt}: the looking thread's alone.
 */
public final class ResourceMonitor implements ResourcePressure, MeterSource {

    /** The name under which changes of this level are announced. */
    public static final String NAME = "resources";

    private static final int READINGS = 600;
    private static final int CHANGES = 64;
    private static final int FLAPPING = 12;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private record Held(PressureLevel level, boolean ends, long until, Registration watch) {}

    private final Clock clock;
    private final Executor worker;
    private final Sensing source;
    private final EventSink news;
    private final Runnable collect;
    private final Ticker ticker;
    private final Runnable look = this::lookOnWorker;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private final ReentrantLock sensing = new ReentrantLock();
    private final ReentrantLock publishing = new ReentrantLock();
    private final Raw raw = new Raw();
    private final Assessor assessor = new Assessor();
    private final Ring<ResourceReading> readings = new Ring<>(READINGS);
    private final Ring<LevelChange> changes = new Ring<>(CHANGES);
    private final LevelMeters meters = new LevelMeters();
    private final List<Consumer<PressureLevel>> onChange = new CopyOnWriteArrayList<>();
    private final List<Consumer<ResourceReading>> onTick = new CopyOnWriteArrayList<>();
    private final LongAdder failed = new LongAdder();
    private final long[] changedAt = new long[FLAPPING + 1];
    private int changed;
    private boolean begun;
    private long collectedAt;
    private boolean collected;
    private volatile @Nullable Registration startedWatch;
    private volatile ResourceSpec spec;
    private volatile @Nullable Held held;
    private volatile @Nullable DoubleSupplier queueing;
    private volatile ResourceReading latest;
    private volatile long easesAt;
    private volatile boolean closed;

    /**
     * Nothing is sensed yet.
     *
     * @param alarm rings for each look; is not kept
     * @param worker runs the looks, one at a time
     * @param source where signals come from
     * @param news hears of every change of level
     */
    public ResourceMonitor(
            Clock clock, Alarm alarm, Executor worker, Sensing source, EventSink news, ResourceSpec spec) {
        this(clock, alarm, worker, source, news, System::gc, spec);
    }

    ResourceMonitor(
            Clock clock,
            Alarm alarm,
            Executor worker,
            Sensing source,
            EventSink news,
            Runnable collect,
            ResourceSpec spec) {
        this.clock = clock;
        this.worker = worker;
        this.source = source;
        this.news = news;
        this.collect = collect;
        this.spec = spec;
        this.ticker = new Ticker(clock, alarm, this::ring, this::pause);
        this.latest = new ResourceReading(
                clock.nanos(),
                PressureLevel.NORMAL,
                spec.forced(),
                0,
                Signal.NONE,
                MemoryReading.NONE,
                CpuReading.NONE,
                Forecast.NONE,
                false,
                false);
    }

    /** A monitor of its own, on the system's clock, of all that this system tells. */
    public static ResourceMonitor create() {
        Clock clock = Clock.system();
        return new ResourceMonitor(
                clock, new AlarmThread(clock), worker(), Sensing.system(clock), EventSink.NONE, ResourceSpec.DEFAULT);
    }

    /** A thread for the looks of a monitor: a daemon that ends when idle. */
    public static Executor worker() {
        return new DaemonWorker("flyball-pressure");
    }

    /** Senses from now on, until closed. A second time does nothing, and costs a volatile read. */
    public void start() {
        if (!started.get() && started.compareAndSet(false, true)) {
            startedWatch = ticker.watch();
        }
    }

    /** Senses until the handle is closed. */
    public Registration watch() {
        return ticker.watch();
    }

    /** Senses no more for those who have started it, and closes its files; the last reading stays in force. */
    public void close() {
        closed = true;
        Registration mine = startedWatch;
        if (mine != null) {
            mine.close();
        }
        release();
        submit();
    }

    @Override
    public PressureLevel level() {
        return latest.level();
    }

    @Override
    public double pressure() {
        return latest.pressure();
    }

    @Override
    public String reason() {
        return latest.reason();
    }

    @Override
    public boolean latched() {
        return latest.latched();
    }

    @Override
    public long easesAfterNanos() {
        ResourceReading last = latest;
        if (last.level() == PressureLevel.NORMAL) {
            return 0;
        }
        long dwell = spec.pace().dwell().toNanos();
        Held mine = held;
        if (last.forced() != null) {
            return mine != null && mine.ends ? Math.max(1, mine.until - clock.nanos()) : dwell;
        }
        return Math.max(1, easesAt - clock.nanos());
    }

    /** The last reading. Starts the monitor: while it has never looked, it looks at once, in this thread. */
    public ResourceReading reading() {
        start();
        if (!meters.any()) {
            sense();
        }
        return latest;
    }

    /** The readings and changes of level that it remembers. Starts the monitor. */
    public ResourceHistory history() {
        start();
        return new ResourceHistory(readings.toList(), changes.toList());
    }

    /** Where live memory is going. Starts the monitor. */
    public Forecast forecast() {
        return reading().forecast();
    }

    /** What the heap held after its last collection; is renewed while the monitor senses. */
    public LiveMemory liveMemory() {
        return source.live();
    }

    /** Where its best signals come from: {@code cgroup v2}, {@code cgroup v1}, {@code procfs}, {@code jmx}. */
    public String source() {
        return source.source();
    }

    /** What it goes by. */
    public ResourceSpec spec() {
        return spec;
    }

    /** Goes by this from the next look on; a level that it forces is in force at once. */
    public void change(ResourceSpec other) {
        spec = other;
        enforce();
    }

    /**
     * How long tasks wait in queues, in nanoseconds, as a 95th percentile or the like; NaN while that is not known. Must be
     * quick.
     */
    public void queueing(DoubleSupplier delay) {
        queueing = delay;
    }

    /** Puts this level in force, whatever is sensed, until {@link #release}, or for that long if that comes first. */
    public void force(PressureLevel level, @Nullable Duration duration) {
        long until = duration == null ? 0 : clock.nanos() + duration.toNanos();
        hold(new Held(level, duration != null, until, ticker.watch()));
    }

    /** Puts the sensed level in force again, or what configuration forces. */
    public void release() {
        hold(null);
    }

    private void hold(@Nullable Held next) {
        publishing.lock();
        try {
            Held before = held;
            held = next;
            if (before != null) {
                before.watch.close();
            }
            enforce();
        } finally {
            publishing.unlock();
        }
    }

    private void enforce() {
        publishing.lock();
        try {
            publish(latest);
        } finally {
            publishing.unlock();
        }
    }

    private @Nullable PressureLevel forced(long now) {
        Held mine = held;
        if (mine != null && mine.ends && now - mine.until >= 0) {
            held = null;
            mine.watch.close();
            mine = null;
        }
        return mine == null ? spec.forced() : mine.level;
    }

    @Override
    public Registration onChange(Consumer<PressureLevel> listener) {
        return listen(onChange, listener);
    }

    /** From now on {@code listener} gets every reading as it is taken, on the sensing thread; it must be quick. */
    public Registration onTick(Consumer<ResourceReading> listener) {
        return listen(onTick, listener);
    }

    private <T> Registration listen(List<Consumer<T>> listeners, Consumer<T> listener) {
        listeners.add(listener);
        Registration watch = ticker.watch();
        AtomicBoolean listening = new AtomicBoolean(true);
        return () -> {
            if (listening.compareAndSet(true, false)) { // one that was added twice is still there once
                listeners.remove(listener);
                watch.close();
            }
        };
    }

    /**
     * Makes memory and processors known as the controllers {@code memory} and {@code cpu}, which limits can follow. They
     * tell the pressure that was sensed, also while a level is forced.
     */
    public Registration registerWith(BackpressureManager manager) {
        Registration first =
                manager.register("memory", () -> controller(latest.memory().pressure(), latest.memory()::reason));
        Registration second =
                manager.register("cpu", () -> controller(latest.cpu().pressure(), latest.cpu()::reason));
        return () -> {
            first.close();
            second.close();
        };
    }

    private Load controller(double pressure, Supplier<String> reason) {
        start();
        return Load.smoothed(pressure, reason.get());
    }

    /** How often a source or a listener threw. */
    public long failures() {
        return failed.sum();
    }

    private long pause() {
        long calm = spec.sample().toNanos();
        return latest.computed().atLeast(PressureLevel.HIGH) ? Math.min(calm / 4, Ticker.TENSE) : calm;
    }

    /** On the alarm's thread. A look that hangs is not asked for twice. */
    private void ring() {
        if (due.compareAndSet(false, true)) {
            submit();
        }
    }

    private void submit() {
        try {
            worker.execute(look);
        } catch (RuntimeException | Error refused) { // the memory is full, perhaps: the next look must be asked for
            due.set(false);
            failed.increment();
        }
    }

    private void lookOnWorker() {
        due.set(false);
        if (closed) {
            end();
        } else {
            sense();
        }
    }

    private void end() {
        sensing.lock();
        try {
            if (begun) {
                begun = false;
                source.end();
            }
        } finally {
            sensing.unlock();
        }
    }

    /** Looks now, in this thread, and hands out the reading; if somebody is at it, the last one. */
    public ResourceReading sense() {
        if (sensing.isHeldByCurrentThread() || !sensing.tryLock()) {
            return latest;
        }
        try {
            if (!begun && !closed) {
                source.begin();
                begun = true;
            }
            lookNow();
        } catch (RuntimeException | Error broken) { // the next look may fare better
            failed.increment();
        } finally {
            sensing.unlock();
        }
        return latest;
    }

    private void lookNow() {
        ResourceSpec mine = spec;
        raw.clear();
        long now = clock.nanos();
        source.read(now, raw);
        DoubleSupplier delay = queueing;
        if (delay != null) {
            raw.queueing = delay.getAsDouble() / TimeUnit.MILLISECONDS.toNanos(20);
        }
        boolean forced = mine.forced() != null || held != null;
        ResourceReading fresh = assessor.next(raw, mine, forced, now);
        publishing.lock();
        try {
            easesAt = now + assessor.easesAfter(now);
            publish(fresh);
            readings.add(latest);
            meters.looked();
            tell(onTick, latest);
        } finally {
            publishing.unlock();
        }
        if (mine.collect() && assessor.armed() && !forced) {
            collect(mine, now);
        }
    }

    private void collect(ResourceSpec mine, long now) {
        if (!collected || now - collectedAt >= mine.pace().collectAtMost().toNanos()) {
            collected = true;
            collectedAt = now;
            collect.run();
        }
    }

    /** Under {@code publishing}. */
    private void publish(ResourceReading sensed) {
        PressureLevel before = latest.level();
        long now = clock.nanos();
        ResourceReading fresh = sensed.force(forced(now));
        PressureLevel after = fresh.level();
        if (before != after) {
            changedAt[changed++ % changedAt.length] = now;
        }
        fresh = fresh.flapping(flapping(now));
        latest = fresh;
        if (before != after) {
            String reason = fresh.reason();
            changes.add(new LevelChange(now, before, after, fresh.pressure(), reason));
            meters.changed(before, after);
            news.emit(new LevelChanged(NAME, before.name(), after.name(), fresh.pressure(), reason));
            tell(onChange, after);
        }
    }

    private boolean flapping(long now) {
        return changed >= changedAt.length && now - changedAt[changed % changedAt.length] < MINUTE;
    }

    private <T> void tell(List<Consumer<T>> listeners, T what) {
        for (Consumer<T> one : listeners) {
            try {
                one.accept(what);
            } catch (RuntimeException | Error broken) {
                failed.increment();
            }
        }
    }

    @Override
    public void describe(MeterVisitor visitor) {
        visitor.gauge("pressure", () -> reading().memory().pressure(), "resource", "memory");
        visitor.gauge("pressure", () -> reading().cpu().pressure(), "resource", "cpu");
        visitor.gauge("pressure.exhaustion", () -> forecast().exhaustion());
        visitor.gauge("pressure.live.age", () -> reading().memory().liveAge());
        visitor.gauge("pressure.resource.age", () -> (clock.nanos() - reading().nanos()) / SECOND);
        visitor.gauge(
                "pressure.resource.level", () -> LevelMeters.number(reading().level()));
        visitor.counter("pressure.forecast", () -> assessor.foresight().hits(), "outcome", "hit");
        visitor.counter("pressure.forecast", () -> assessor.foresight().falseAlarms(), "outcome", "false_alarm");
        visitor.counter("pressure.resource.failures", failed::sum);
        meters.describe(visitor, this::reading);
    }
}
