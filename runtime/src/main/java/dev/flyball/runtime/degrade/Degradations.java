package dev.flyball.runtime.degrade;

import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.pressure.ResourcePressure;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The degradation in force, as pressure and knobs have it, and the one that each thread's call goes by.
 *
 * <p>{@code newest}: written under this object's monitor by whoever changes the level or a knob, read by everybody,
 * volatile; null until somebody asks, so that nothing senses pressure for nobody. {@code knobs}, {@code changes} and
 * {@code prebuilt} are guarded by the monitor; code of the program runs under it when a {@link Strategy} is asked, on the
 * thread that senses or changes a knob. {@code holds} are each their thread's own.
 *
 * <p>{@code calm}: true from the first question on until the level first leaves NORMAL; while it is, no thread can hold
 * anything but NORMAL, and asking needs no look at the thread. Written like {@code newest}, and cleared before it.
 *
 * <p>A thread's hold is dropped ten minutes after it was found outdated. So a call that never ends, or one whose frame
 * vanished without its end being noticed, as a stack overflow can do, does not keep its thread from degrading for ever.
 */
public final class Degradations implements MeterSource {

    private static final long LONGEST_HOLD = TimeUnit.MINUTES.toNanos(10);

    /** Whom {@link Degradation#current} asks: nobody presses until there is a runtime. */
    private static volatile Degradations shared = new Degradations(Steady.NORMAL, Clock.system(), new MeterHub());

    private final ResourcePressure pressure;
    private final Clock clock;
    private final MeterHub meters;

    @SuppressWarnings("ThreadLocalUsage") // a few per program, and the calls of each go by its own
    private final ThreadLocal<@Nullable Hold> holds = new ThreadLocal<>();

    private final LongAdder failed = new LongAdder();
    private final Map<String, Strategy> knobs = new LinkedHashMap<>();
    private Map<String, KnobChange> changes = Map.of();
    private final Map<PressureLevel, Degradation> prebuilt = new EnumMap<>(PressureLevel.class);
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile @Nullable Degradation newest;
    private volatile boolean calm;

    /** With the standard knobs, and meters that nobody sees. */
    public Degradations(ResourcePressure pressure, Clock clock) {
        this(pressure, clock, new MeterHub());
    }

    /** With the standard knobs. */
    public Degradations(ResourcePressure pressure, Clock clock, MeterHub meters) {
        this.pressure = pressure;
        this.clock = clock;
        this.meters = meters;
        Knob.STANDARD.forEach(knob -> knobs.put(knob.name(), knob));
        meters.add(this);
    }

    static Degradations shared() {
        return shared;
    }

    /** From now on {@link Degradation#current} asks this one. */
    public void share() {
        shared = this;
    }

    /** A pressure that never changes, for programs without a monitor and for tests. */
    public static ResourcePressure steady() {
        return Steady.NORMAL;
    }

    /** A memory that nobody has measured. */
    public static LiveMemory unmeasured() {
        return () -> null;
    }

    /** As {@link Degradation#current}, for calls that a gate over this one governs. */
    public Degradation current() {
        if (calm) {
            return Degradation.NORMAL;
        }
        Hold hold = holds.get();
        return hold == null ? newest() : current(hold);
    }

    Degradation current(Hold hold) {
        Degradation latest = newest();
        return hold.depth == 0 || hold.value == latest ? latest : held(hold, latest);
    }

    private Degradation held(Hold hold, Degradation latest) {
        long now = clock.nanos();
        if (hold.outdatedAt == 0) {
            hold.outdatedAt = now == 0 ? 1 : now;
        } else if (now - hold.outdatedAt > LONGEST_HOLD) {
            hold.depth = 0;
            return latest;
        }
        return hold.value;
    }

    /** The calling thread's hold. */
    Hold hold() {
        Hold hold = holds.get();
        return hold == null ? newHold() : hold;
    }

    private Hold newHold() {
        Hold fresh = new Hold();
        holds.set(fresh);
        return fresh;
    }

    /** The one that calls which begin now go by. */
    public Degradation newest() {
        Degradation latest = newest;
        return latest == null ? started() : latest;
    }

    ResourcePressure pressure() {
        return pressure;
    }

    Clock clock() {
        return clock;
    }

    private Degradation started() {
        Degradation first;
        synchronized (this) {
            Degradation present = newest;
            if (present != null) {
                return present;
            }
            first = build(pressure.level());
            newest = first;
            calm = !first.active();
        }
        pressure.onChange(level -> publish());
        return first.level() == pressure.level() ? first : publish(); // it may have changed before we listened
    }

    /** From now on {@code listener} runs after every change, on the thread that makes it; it must be quick. */
    void onChange(Runnable listener) {
        newest();
        synchronized (this) {
            listeners.add(listener);
        }
    }

    private Degradation publish() {
        Degradation fresh;
        List<Runnable> told;
        synchronized (this) {
            fresh = build(pressure.level());
            if (fresh.active()) {
                calm = false;
            }
            newest = fresh;
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
        return fresh;
    }

    /** Puts a knob in force, in place of one of that name; what configuration says of it still holds. */
    public void change(Knob knob) {
        change(knob.name(), knob);
    }

    /** Puts a strategy in force as the knob of that name; configuration has no say in it. */
    public void change(String name, Strategy strategy) {
        boolean fresh;
        synchronized (this) {
            effective(name, strategy, changes);
            fresh = knobs.put(name, strategy) == null;
            prebuilt.clear();
        }
        changed(fresh ? List.of(name) : List.of());
    }

    /**
     * Puts what configuration says of knobs in force, by name, in place of what it said before. A knob that it alone
     * knows leaves everything where it says nothing.
     *
     * @throws IllegalArgumentException if a knob would grow with pressure; then nothing changes
     */
    public void configure(Map<String, KnobChange> configured) {
        List<String> fresh;
        synchronized (this) {
            Map<String, Strategy> all = new LinkedHashMap<>(knobs);
            configured.keySet().forEach(name -> all.computeIfAbsent(name, Degradations::idle));
            all.forEach((name, knob) -> effective(name, knob, configured));
            fresh = all.keySet().stream()
                    .filter(name -> !knobs.containsKey(name))
                    .toList();
            knobs.putAll(all);
            changes = Map.copyOf(configured);
            prebuilt.clear();
        }
        changed(fresh);
    }

    /** Registries are the program's: none is told under the monitor. */
    private void changed(List<String> fresh) {
        fresh.forEach(name -> meters.add(visitor -> describe(name, visitor)));
        if (newest != null) {
            publish();
        }
    }

    private static Knob idle(String name) {
        return new Knob(name, PressureLevel.ELEVATED, 1, 1, 1, 1);
    }

    private static Strategy effective(String name, Strategy strategy, Map<String, KnobChange> changes) {
        KnobChange change = changes.get(name);
        return change != null && strategy instanceof Knob knob ? change.of(knob) : strategy;
    }

    /** The knobs in force by name, as they are now. */
    public synchronized Map<String, Strategy> knobs() {
        Map<String, Strategy> all = new LinkedHashMap<>();
        knobs.forEach((name, knob) -> all.put(name, effective(name, knob, changes)));
        return Collections.unmodifiableMap(all);
    }

    /** Under the monitor. */
    private Degradation build(PressureLevel level) {
        if (level == PressureLevel.NORMAL) {
            return Degradation.NORMAL;
        }
        Degradation known = prebuilt.get(level);
        if (known != null) {
            return known;
        }
        Map<String, Strategy> all = knobs();
        Degradation fresh = at(level, all);
        if (all.values().stream().allMatch(Knob.class::isInstance)) {
            prebuilt.put(level, fresh);
        }
        return fresh;
    }

    private Degradation at(PressureLevel level, Map<String, Strategy> strategies) {
        Map<String, Double> factors = new HashMap<>();
        strategies.forEach((name, strategy) -> factors.put(name, factor(strategy, level)));
        return new Degradation(level, factors);
    }

    /** What is left at that level: never more than at a milder one. */
    private double factor(Strategy strategy, PressureLevel level) {
        double least = 1;
        for (int i = 1; i <= Levels.number(level); i++) {
            least = Math.min(least, asked(strategy, Levels.of(i)));
        }
        return least;
    }

    private double asked(Strategy strategy, PressureLevel level) {
        try {
            double answer = strategy.factor(level);
            if (answer >= 0 && answer <= 1) {
                return answer;
            }
        } catch (RuntimeException | Error broken) {
            // counted below: a strategy that is broken takes nothing away
        }
        failed.increment();
        return 1;
    }

    /** How often a strategy threw, or answered something that is no share. */
    public long failures() {
        return failed.sum();
    }

    @Override
    public void describe(MeterVisitor visitor) {
        Knob.STANDARD.forEach(knob -> describe(knob.name(), visitor));
        visitor.counter("degradation.failures", failed::sum);
    }

    private void describe(String knob, MeterVisitor visitor) {
        visitor.gauge("degradation.factor", () -> peek().factor(knob), "knob", knob);
    }

    /** Whether anybody goes by a degradation that is not NORMAL: false while nobody has ever asked. Starts no sensing. */
    public boolean active() {
        return peek().active();
    }

    /** Reading a meter is no reason to begin sensing. */
    private Degradation peek() {
        Degradation latest = newest;
        return latest == null ? Degradation.NORMAL : latest;
    }

    private enum Steady implements ResourcePressure {
        NORMAL;

        @Override
        public PressureLevel level() {
            return PressureLevel.NORMAL;
        }

        @Override
        public double pressure() {
            return 0;
        }

        @Override
        public String reason() {
            return "nobody measures it";
        }

        @Override
        public long easesAfterNanos() {
            return 0;
        }

        @Override
        public boolean latched() {
            return false;
        }

        @Override
        public Registration onChange(Consumer<PressureLevel> listener) {
            return () -> {};
        }
    }
}
