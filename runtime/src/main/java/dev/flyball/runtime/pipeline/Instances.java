package dev.flyball.runtime.pipeline;

import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.rate.KeyedRateLimit;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.retry.Retry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy instances of one runtime by kind and name: whoever has the same name shares one, and the first plan to use a
 * name sets its numbers. A later plan for the same name, after a reload, changes the numbers of the instance that is
 * there, so that a breaker keeps its window and a limit its debt. Thread-safe; not on the call path.
 */
public final class Instances {

    private static final Logger LOG = LoggerFactory.getLogger("dev.flyball");

    /** An engine, the one gate over it, the plan whose numbers they have, and the method that brought those. */
    private record Shelf(Object engine, Gate gate, PolicyPlan plan, String from) {}

    /** How a kind of policy is built from a plan's numbers. */
    interface Maker<E> {

        E engine(PolicyPlan plan);

        /** An engine in use with new numbers: itself, or another where it has nothing worth keeping. */
        E change(E engine, PolicyPlan plan);

        Gate gate(E engine, PolicyPlan plan);
    }

    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final MeterHub meters;
    private final BackpressureManager pressure;

    Instances(MeterHub meters, BackpressureManager pressure) {
        this.meters = meters;
        this.pressure = pressure;
    }

    /** The gate of that kind and name; made if it is new, given new numbers if a method's own plan has changed. */
    <E> Gate gate(Class<E> type, PolicyPlan plan, String method, Maker<E> maker) {
        Shelf shelf = shelves.compute(id(type, plan.name()), (key, present) -> {
            if (present == null) {
                E engine = maker.engine(plan);
                return described(new Shelf(engine, maker.gate(engine, plan), plan, method));
            }
            if (present.plan().equals(plan)) {
                return present;
            }
            if (!present.from().equals(method)) {
                warnRedefined(present, plan, method);
                return present;
            }
            E engine = maker.change(type.cast(present.engine()), plan);
            return described(new Shelf(engine, maker.gate(engine, plan), plan, method));
        });
        return shelf.gate();
    }

    private Shelf described(Shelf shelf) {
        meters.add(shelf.gate()::describe);
        shelf.gate().register(pressure);
        return shelf;
    }

    private static String id(Class<?> type, String name) {
        return type.getSimpleName() + " " + name;
    }

    private static void warnRedefined(Shelf present, PolicyPlan plan, String method) {
        TreeSet<String> differing = new TreeSet<>();
        plan.attributes().forEach((attribute, value) -> {
            if (!value.equals(present.plan().attributes().get(attribute))) {
                differing.add(attribute + " " + present.plan().attributes().get(attribute) + " and " + value);
            }
        });
        LOG.warn(
                "[name-redefined] {} {} is shared by {} and {}, which disagree on {}; the first one's numbers hold."
                        + " Give both the same numbers, or one of them another name",
                plan.kind().key(),
                plan.name(),
                present.from(),
                method,
                String.join(", ", differing));
    }

    private <E> @Nullable E find(Class<E> type, String name) {
        Shelf shelf = shelves.get(id(type, name));
        return shelf == null ? null : type.cast(shelf.engine());
    }

    /** The breaker of that name, if a linked method uses it. */
    public Optional<CircuitBreaker> circuitBreaker(String name) {
        return Optional.ofNullable(find(CircuitBreaker.class, name));
    }

    /** The rate limit of that name without keys, if a linked method uses it. */
    public Optional<RateLimit> rateLimit(String name) {
        return Optional.ofNullable(find(RateLimit.class, name));
    }

    /** The rate limit of that name with keys, if a linked method uses it. */
    public Optional<KeyedRateLimit> keyedRateLimit(String name) {
        return Optional.ofNullable(find(KeyedRateLimit.class, name));
    }

    /** The bulkhead of that name, if a linked method uses it. */
    public Optional<Bulkhead> bulkhead(String name) {
        return Optional.ofNullable(find(Bulkhead.class, name));
    }

    /** The adaptive limit of that name, if a linked method uses it. */
    public Optional<AdaptiveLimit> adaptiveLimit(String name) {
        return Optional.ofNullable(find(AdaptiveLimit.class, name));
    }

    /** The retry rules of that name, if a linked method uses them. */
    public Optional<Retry> retry(String name) {
        return Optional.ofNullable(find(Retry.class, name));
    }
}
