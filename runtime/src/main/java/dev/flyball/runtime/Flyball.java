package dev.flyball.runtime;

import dev.flyball.runtime.alert.Alerts;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.degrade.Allocations;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.degrade.Shedder;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.observe.micrometer.MicrometerVisitor;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pool.NamedRuns;
import dev.flyball.runtime.pool.ParallelBranches;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.rate.KeyedRateLimit;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.status.Health;
import dev.flyball.runtime.status.ResourceStatus;
import dev.flyball.runtime.timeout.Timeout;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a program can ask of the runtime that governs its annotated methods. Look-ups never create an instance: a name
 * that nothing uses finds nothing. Thread-safe.
 */
public final class Flyball {

    private static final Map<String, NamedRuns> RUNS = new ConcurrentHashMap<>();

    private static final class Status {
        static final StatusReader READER = new StatusReader(Governance.shared(), InstantSource.system());
    }

    private Flyball() {}

    /** The circuit breaker of that name, once a method that uses it has been linked. */
    public static Optional<CircuitBreaker> circuitBreaker(String name) {
        return Governance.shared().instances().circuitBreaker(name);
    }

    /** The circuit breakers of all linked methods, by name. */
    public static Map<String, CircuitBreaker> circuitBreakers() {
        return Governance.shared().instances().circuitBreakers();
    }

    /**
     * {@linkplain CircuitBreaker#reset Resets} the circuit breakers of all linked methods, isolated ones too.
     *
     * @return how many there are
     */
    public static int resetBreakers() {
        return Governance.shared().instances().resetBreakers();
    }

    /**
     * {@linkplain CircuitBreaker#reset Resets} the circuit breaker of that name.
     *
     * @return whether there is one
     */
    public static boolean resetBreaker(String name) {
        return Governance.shared().instances().resetBreaker(name);
    }

    /**
     * The rate limit of that name; empty for a keyed one. A change of configuration to another algorithm puts another
     * limit in its place.
     */
    public static Optional<RateLimit> rateLimit(String name) {
        return Governance.shared().instances().rateLimit(name);
    }

    /** The rate limit of that name, one for each key. */
    public static Optional<KeyedRateLimit> keyedRateLimit(String name) {
        return Governance.shared().instances().keyedRateLimit(name);
    }

    /** The bulkhead of that name. */
    public static Optional<Bulkhead> bulkhead(String name) {
        return Governance.shared().instances().bulkhead(name);
    }

    /** The adaptive limit of that name. */
    public static Optional<AdaptiveLimit> adaptiveLimit(String name) {
        return Governance.shared().instances().adaptiveLimit(name);
    }

    /** The timeout of that name. */
    public static Optional<Timeout> timeout(String name) {
        return Governance.shared().instances().timeout(name);
    }

    /**
     * What governs the method or instance of that name, value by value, with the place each value comes from; the whole
     * program where the name is empty. For people to read.
     */
    public static String explain(String name) {
        return Governance.shared().explain(name);
    }

    /** How hard pressed each policy instance is, and the process; what is upstream can listen, subscribe or follow. */
    public static BackpressureManager backpressure() {
        return Governance.shared().backpressure();
    }

    /** How hard pressed the process's own memory and processors are, and what that was read from. */
    public static ResourceMonitor resources() {
        return Governance.shared().resources();
    }

    /** Who gives up calls by that name. */
    public static Optional<Shedder> shedder(String name) {
        return Governance.shared().instances().shedder(name);
    }

    /** How much smaller work should be under pressure, and the knobs that say so. */
    public static Degradations degradations() {
        return Governance.shared().degradations();
    }

    /** What each name is granted of the process's workers and memory, and by whom that is asked. */
    public static Allocations allocations() {
        return Governance.shared().allocations();
    }

    /** What tells people that something is wrong: its rules, its channels, what it has told. */
    public static Alerts alerts() {
        return Governance.shared().alerts();
    }

    /** What is known of the calls by each governed method and guard, by its name, {@code Owner.method}. */
    public static Map<String, ExecutorMetrics> executors() {
        return Governance.shared().executors();
    }

    /** All that the runtime knows now of resources, calls, breakers and limits, in one value; prints as a page. */
    public static ResourceStatus status() {
        return Status.READER.status();
    }

    /** Whether this program is fit to be sent work, and why not: for the probe of whoever sends it. */
    public static Health health() {
        return Status.READER.health();
    }

    /** Starts a guard: several policies around calls made by hand. {@code name} is what refusals and meters say. */
    public static Guard.Builder guard(String name) {
        return new Guard.Builder(Governance.shared(), name);
    }

    /**
     * Branches to run beside each other, declared in the order in which the map has them. All their runs have meters and
     * events under {@code name}, which is kept for ever: take one for each place in the program.
     */
    public static <T extends @Nullable Object> ParallelBranches<T> branches(
            String name, Map<String, ? extends Callable<? extends T>> branches) {
        return ParallelBranches.<T>of(branches).named(RUNS.computeIfAbsent(name, Flyball::runs));
    }

    private static NamedRuns runs(String name) {
        Governance governance = Governance.shared();
        NamedRuns fresh = new NamedRuns(name, governance.surroundings().events());
        governance.describe(fresh);
        return fresh;
    }

    /**
     * {@code delegate}, governed by the wrapper that the annotation processor generated for {@code api}; a wrapper comes
     * back unchanged.
     *
     * @throws IllegalStateException if there is no such wrapper; the message names the missing build step
     */
    public static <T> T govern(Class<T> api, T delegate) {
        return Wrappers.govern(api, delegate);
    }

    /** From now on {@code listener} hears of every event of that type, on a thread of Flyball's. */
    public static <E extends Event> EventBus.Subscription on(Class<E> type, Consumer<? super E> listener) {
        EventBus.Subscription subscription = Governance.shared().events().on(type, listener);
        if (!type.isAssignableFrom(Event.LevelChanged.class)) {
            return subscription;
        }
        Registration watch = Governance.shared().backpressure().watch(); // levels change only while somebody looks
        return () -> {
            subscription.close();
            watch.close();
        };
    }

    /** Shows all meters in {@code registry}, besides Micrometer's global registry, which is used by itself. */
    public static void metrics(MeterRegistry registry) {
        Governance.shared().metrics(new MicrometerVisitor(registry));
    }
}
