package dev.flyball.runtime.pipeline;

import dev.flyball.model.MethodPlan;
import dev.flyball.runtime.alert.AlertSpec;
import dev.flyball.runtime.alert.Alerts;
import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.Configuration;
import dev.flyball.runtime.config.ConfigurationRefusedException;
import dev.flyball.runtime.degrade.Allocations;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.HealthSpec;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.LevelHistory;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.observe.MetricsSpec;
import dev.flyball.runtime.observe.Sampling;
import dev.flyball.runtime.observe.ThreadMemory;
import dev.flyball.runtime.observe.micrometer.MicrometerBinder;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.ResourceReading;
import dev.flyball.runtime.pressure.resource.ResourceSpec;
import dev.flyball.runtime.pressure.resource.Sensing;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One runtime: the configuration in force, the policy instances by name, and the methods they govern, which it knows
 * only weakly, since each belongs to its class. Thread-safe; nothing here is on the call path.
 */
public final class Governance {

    private final Surroundings around;
    private final EventBus events;
    private final MeterHub meters = new MeterHub();
    private final Alerts alerts;
    private final BackpressureManager pressure;
    private final ResourceMonitor resources;
    private final Degradations degradations;
    private final Allocations allocations;
    private final Instances instances;
    private final MemoryWatch memory;
    private final PipelineFactory factory;
    private final Configuration configuration;
    private final Set<MethodSite> sites = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private final GovernedCalls calls;
    private final LevelHistory levels;
    private volatile HealthSpec health = HealthSpec.DEFAULT;

    /**
     * A runtime of its own, for tests and programs that keep several apart. It senses neither memory nor processors: its
     * level of resources is NORMAL unless one is forced.
     */
    public Governance(
            Clock clock, Alarm alarm, RandomSource random, Executor executor, Executor worker, ConfigSource source) {
        this(clock, alarm, random, executor, worker, source, Sensing.none(), Runnable::run, null);
    }

    /**
     * A runtime of its own under a pressure that somebody else senses, who then calls {@link #memorySensed}.
     *
     * @param outlook what engines go by instead of a monitor
     */
    public Governance(
            Clock clock,
            Alarm alarm,
            RandomSource random,
            Executor executor,
            Executor worker,
            ConfigSource source,
            Outlook outlook) {
        this(clock, alarm, random, executor, worker, source, Sensing.none(), Runnable::run, outlook);
    }

    /**
     * A runtime of its own.
     *
     * @param sensing where the signals of memory and processors come from
     * @param looking runs the looks at them
     */
    public Governance(
            Clock clock,
            Alarm alarm,
            RandomSource random,
            Executor executor,
            Executor worker,
            ConfigSource source,
            Sensing sensing,
            Executor looking) {
        this(clock, alarm, random, executor, worker, source, sensing, looking, null);
    }

    private Governance(
            Clock clock,
            Alarm alarm,
            RandomSource random,
            Executor executor,
            Executor worker,
            ConfigSource source,
            Sensing sensing,
            Executor looking,
            @Nullable Outlook given) {
        this.events = new EventBus();
        EventLog log = new EventLog(clock);
        this.levels = new LevelHistory(clock);
        this.alerts = new Alerts(AlertSpec.DEFAULT, clock, alarm, random, InstantSource.system(), events, meters);
        EventSink journal = log.and(levels).and(alerts);
        EventSink news = journal.and(events);
        InternalErrors errors = new InternalErrors(log);
        this.around = new Surroundings(clock, alarm, executor, random, news, errors);
        this.pressure = new BackpressureManager(clock, alarm, executor, events, journal, meters);
        this.resources = new ResourceMonitor(clock, alarm, looking, sensing, news, ResourceSpec.DEFAULT);
        Outlook outlook = given == null ? Outlook.of(resources) : given;
        this.memory = new MemoryWatch(outlook.memory());
        if (sensing.senses()) {
            resources.registerWith(pressure);
            meters.add(resources);
        }
        this.degradations = new Degradations(outlook.pressure(), clock, meters);
        this.allocations = new Allocations(degradations, outlook.memory(), outlook.cpu(), meters);
        this.calls = new GovernedCalls(
                meters, new Sampling(random, ThreadMemory.system()), name -> worker.execute(() -> rebuild(name)));
        this.instances = new Instances(meters, pressure);
        this.factory = new PipelineFactory(instances, around, pressure, memory, degradations, allocations);
        this.configuration = new Configuration(source, clock, alarm, worker, news);
        SettingsApplier applier = new SettingsApplier(
                pressure, resources, degradations, allocations, alerts, calls::change, spec -> health = spec);
        configuration.onChange(view -> applier.takeNewest(configuration));
        applier.takeNewest(configuration);
        configuration.onChange(view -> rebuildAll());
        allocations.onNames(this::rebuildAll);
        meters.add(errors);
        meters.add(events);
        meters.add(configuration);
        if (sensing.senses()) {
            resources.onTick(this::sensed); // last, as another thread may come in from here on
        }
    }

    /** Made by the first method that is linked. */
    private static final class Shared {
        static final @Nullable Governance INSTANCE;
        static final @Nullable ConfigurationRefusedException REFUSAL;

        static {
            Governance started = null;
            ConfigurationRefusedException refused = null;
            try {
                started = start();
            } catch (ConfigurationRefusedException bad) {
                refused = bad;
            }
            INSTANCE = started;
            REFUSAL = refused;
        }

        private static Governance start() {
            Clock clock = Clock.system();
            Governance shared = new Governance(
                    clock,
                    new AlarmThread(clock),
                    RandomSource.system(),
                    new CompletableFuture<>().defaultExecutor(),
                    Configuration.worker(),
                    ConfigSource.system(Governance.class.getClassLoader()),
                    Sensing.system(clock),
                    ResourceMonitor.worker());
            shared.degradations.share();
            MicrometerBinder.bindGlobalIfPresent(shared.meters);
            return shared;
        }
    }

    /**
     * The runtime that annotated methods share.
     *
     * @throws IllegalStateException if there is none, as {@link #refusal} says
     */
    public static Governance shared() {
        Governance shared = Shared.INSTANCE;
        if (shared == null) {
            throw new IllegalStateException(Shared.REFUSAL);
        }
        return shared;
    }

    /**
     * Why there is no shared runtime: something is wrong in the configuration, and {@code flyball.config.on-error} is
     * {@code fail}. Null where there is one.
     */
    public static @Nullable IllegalStateException refusal() {
        return Shared.REFUSAL;
    }

    void govern(MethodSite site) {
        sites.add(site);
        site.rebuild();
    }

    /** The pipeline of a method under the configuration in force, or null where nothing governs it. */
    @Nullable
    Pipeline build(MethodSite site) {
        MethodPlan plan = effective(site);
        Calls ours = calls.of(site.label());
        if (plan.policies().isEmpty()) {
            calls.around(site.label(), List.of());
            return null;
        }
        Pipeline pipeline = factory.pipeline(plan, site.label(), ours);
        calls.around(site.label(), pipeline.gates());
        return pipeline;
    }

    /** The calls by that name. */
    public Calls calls(String name) {
        return calls.of(name);
    }

    /** The calls of a guard of that name with these gates. */
    public Calls calls(String name, List<Gate> gates) {
        calls.around(name, gates);
        return calls.of(name);
    }

    /** What is known of the calls by each governed name, by name. */
    public Map<String, ExecutorMetrics> executors() {
        return calls.metrics();
    }

    /** Every circuit breaker that methods and guards use, by name. */
    public List<CircuitBreaker> circuitBreakers() {
        return memory.breakers().stream()
                .sorted(Comparator.comparing(CircuitBreaker::name))
                .toList();
    }

    /** The last changes of levels. */
    public LevelHistory levels() {
        return levels;
    }

    /** Says what is measured of calls from now on; guards that are built already stay as they are. */
    public void change(MetricsSpec spec) {
        calls.change(spec);
        rebuildAll();
    }

    /** Says what health may say. */
    public void change(HealthSpec spec) {
        health = spec;
    }

    /** What health may say. */
    public HealthSpec health() {
        return health;
    }

    private void rebuildAll() {
        List<MethodSite> all = all();
        all.forEach(site -> factory.renew(effective(site), site.label()));
        all.forEach(MethodSite::rebuild);
    }

    private void rebuild(String name) {
        all().stream().filter(site -> site.label().equals(name)).forEach(MethodSite::rebuild);
    }

    private List<MethodSite> all() {
        synchronized (sites) {
            return new ArrayList<>(sites);
        }
    }

    private MethodPlan effective(MethodSite site) {
        return configuration.plan(site.declared()).effective();
    }

    /** Shows every meter to {@code visitor}, now and from now on. */
    public void metrics(MeterVisitor visitor) {
        meters.bind(visitor);
        rebuildAll();
    }

    /** Who wants to hear of events subscribes here. */
    public EventBus events() {
        return events;
    }

    /** What governs the method or instance of that name, value by value with where each stands. */
    public String explain(String name) {
        return configuration.explain(name);
    }

    /** What tells people that something is wrong. */
    public Alerts alerts() {
        return alerts;
    }

    /** How hard pressed every policy instance is, and the process. */
    public BackpressureManager backpressure() {
        return pressure;
    }

    /** How hard pressed the process's own memory and processors are. */
    public ResourceMonitor resources() {
        return resources;
    }

    private void sensed(ResourceReading reading) {
        memory.sensed();
        alerts.pressure(
                ResourceMonitor.NAME,
                reading.level(),
                reading.pressure(),
                reading.memory().pressure(),
                reading.cpu().pressure(),
                reading::reason);
        alerts.degradation(ResourceMonitor.NAME, degradations.active(), reading::reason);
    }

    /** How much smaller work should be, and the knobs that say so. */
    public Degradations degradations() {
        return degradations;
    }

    /** What each name is granted of the process's workers and memory. */
    public Allocations allocations() {
        return allocations;
    }

    /** Names the meters of something that is no gate. */
    public void describe(MeterSource source) {
        meters.add(source);
    }

    /** Names the meters of a gate that no plan brought, and registers what can be under pressure there. */
    public void describe(Gate gate) {
        meters.add(gate::describe);
        gate.register(pressure);
        if (gate instanceof BreakerGate breaker) {
            memory.add(breaker.breaker());
        }
    }

    /** For the thread that senses live memory, each time it has: breakers with a {@code memoryThreshold} look at it. */
    public void memorySensed() {
        memory.sensed();
    }

    /** The policy instances by name. */
    public Instances instances() {
        return instances;
    }

    /** Time, randomness and where news goes. */
    public Surroundings surroundings() {
        return around;
    }

    /** A woven method whose two moments could not both be linked runs as it was written. */
    public void reportUnlinked(MethodSite site, String moment, Throwable failure) {
        LoggerFactory.getLogger(Governance.class)
                .error(
                        "[not-linked] {} runs ungoverned: its {} could not be linked: {}",
                        site.label(),
                        moment,
                        failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }
}
