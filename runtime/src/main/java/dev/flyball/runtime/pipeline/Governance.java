package dev.flyball.runtime.pipeline;

import dev.flyball.model.MethodPlan;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.Configuration;
import dev.flyball.runtime.config.ConfigurationRefusedException;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.MeterSource;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.observe.micrometer.MicrometerBinder;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private final BackpressureManager pressure;
    private final Instances instances;
    private final PipelineFactory factory;
    private final Configuration configuration;
    private final Set<MethodSite> sites = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();

    /** A runtime of its own, for tests and programs that keep several apart. */
    public Governance(
            Clock clock, Alarm alarm, RandomSource random, Executor executor, Executor worker, ConfigSource source) {
        this.events = new EventBus();
        EventLog log = new EventLog(clock);
        EventSink news = log.and(events);
        InternalErrors errors = new InternalErrors(log);
        this.around = new Surroundings(clock, alarm, executor, random, news, errors);
        this.pressure = new BackpressureManager(clock, alarm, executor, events, log, meters);
        this.instances = new Instances(meters, pressure);
        this.factory = new PipelineFactory(instances, around, pressure);
        this.configuration = new Configuration(source, clock, alarm, worker, news);
        configuration.onChange(view -> rebuildAll());
        ConfiguredPressure configured = new ConfiguredPressure(pressure);
        configured.take(configuration.view().settings().pressure());
        configuration.onChange(view -> configured.take(view.settings().pressure()));
        meters.add(errors);
        meters.add(events);
        meters.add(configuration);
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
                    ConfigSource.system(Governance.class.getClassLoader()));
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
        MethodPlan plan = configuration.plan(site.declared()).effective();
        Calls timer = calls(site.label());
        return plan.policies().isEmpty() ? null : factory.pipeline(plan, site.label(), timer);
    }

    /** The timer of calls by that name. */
    public Calls calls(String name) {
        return calls.computeIfAbsent(name, fresh -> new Calls(fresh, meters));
    }

    private void rebuildAll() {
        List<MethodSite> all;
        synchronized (sites) {
            all = new ArrayList<>(sites);
        }
        all.forEach(MethodSite::rebuild);
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

    /** How hard pressed every policy instance is, and the process. */
    public BackpressureManager backpressure() {
        return pressure;
    }

    /** Names the meters of something that is no gate. */
    public void describe(MeterSource source) {
        meters.add(source);
    }

    /** Names the meters of a gate that no plan brought, and registers what can be under pressure there. */
    public void describe(Gate gate) {
        meters.add(gate::describe);
        gate.register(pressure);
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
