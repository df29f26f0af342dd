package dev.flyball.runtime.pipeline;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.BreakerSpec;
import dev.flyball.runtime.breaker.BreakerWindow;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.breaker.MemoryThreshold;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.Overload;
import dev.flyball.runtime.concurrency.AdaptiveGate;
import dev.flyball.runtime.concurrency.AdaptiveLimit;
import dev.flyball.runtime.concurrency.AdaptiveSpec;
import dev.flyball.runtime.concurrency.Algorithm;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.BulkheadGate;
import dev.flyball.runtime.concurrency.OwnedBulkhead;
import dev.flyball.runtime.concurrency.OwnedBulkheadGate;
import dev.flyball.runtime.degrade.Allocations;
import dev.flyball.runtime.degrade.DegradableGate;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.degrade.Priority;
import dev.flyball.runtime.degrade.ShedSpec;
import dev.flyball.runtime.degrade.Shedder;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.rate.AdaptiveWindowSpec;
import dev.flyball.runtime.rate.Bandwidths;
import dev.flyball.runtime.rate.Inherit;
import dev.flyball.runtime.rate.KeyedRateLimit;
import dev.flyball.runtime.rate.Pace;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.rate.Signals;
import dev.flyball.runtime.rate.WarmUpSpec;
import dev.flyball.runtime.rate.WindowSpec;
import dev.flyball.runtime.retry.Backoff;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryBudget;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.retry.RetryRules;
import dev.flyball.runtime.timeout.Timeout;
import dev.flyball.runtime.timeout.TimeoutGate;
import dev.flyball.runtime.timeout.TimeoutSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where all policies meet: a method's plan becomes its gates, in the plan's order, each over the instance of its name.
 * What a plan's numbers mean to an engine stands here and nowhere else.
 */
final class PipelineFactory {

    private final Instances instances;
    private final Surroundings around;
    private final Degradations degradations;
    private final Allocations allocations;

    /** How hard pressed the program is; asked first by the first policy that follows it. */
    private final DoubleSupplier pressure;

    private final MemoryWatch memory;

    PipelineFactory(
            Instances instances,
            Surroundings around,
            BackpressureManager backpressure,
            MemoryWatch memory,
            Degradations degradations,
            Allocations allocations) {
        this.instances = instances;
        this.around = around;
        this.degradations = degradations;
        this.allocations = allocations;
        this.pressure = backpressure.signal();
        this.memory = memory;
    }

    Pipeline pipeline(MethodPlan plan, String method, Calls calls) {
        boolean keyed = !plan.keyParameters().isEmpty();
        List<Gate> gates = new ArrayList<>();
        for (PolicyPlan policy : plan.policies()) {
            Gate gate = gate(policy, method, keyed);
            gates.add(gate instanceof DegradableGate shedding && plan.hasFallback() ? shedding.answered() : gate);
        }
        Allotments.add(gates, plan, method, allocations);
        return Pipeline.of(method, gates, plan.stage(), plan.hasFallback(), calls, around);
    }

    /**
     * Gives the instances whose numbers this method brought the numbers it has now, so that methods that share them find
     * them changed, whichever of their pipelines is built first.
     */
    void renew(MethodPlan plan, String method) {
        boolean keyed = !plan.keyParameters().isEmpty();
        plan.policies().stream()
                .filter(policy -> instances.isFrom(method, policy))
                .forEach(policy -> gate(policy, method, keyed));
    }

    private Gate gate(PolicyPlan policy, String method, boolean keyed) {
        return switch (policy.kind()) {
            case RETRY -> instances.gate(Retry.class, policy, method, retries);
            case CIRCUIT_BREAKER -> instances.gate(CircuitBreaker.class, policy, method, breakers);
            case RATE_LIMITED ->
                keyed
                        ? instances.gate(KeyedRateLimit.class, policy, method, keyedLimits)
                        : instances.gate(RateLimit.class, policy, method, limits);
            case BULKHEAD -> instances.gate(Bulkhead.class, policy, method, bulkheads);
            case ADAPTIVE_CONCURRENCY -> instances.gate(AdaptiveLimit.class, policy, method, adaptiveLimits);
            case DEGRADABLE -> instances.gate(Shedder.class, policy, method, shedders);
            case TIMEOUT -> instances.gate(Timeout.class, policy, method, timeouts);
            case POOLED, ACTOR, SUPERVISED ->
                throw new IllegalStateException("[not-built-yet] " + method + ": this runtime has no "
                        + policy.kind().key() + "; use the front end of the same version, which refuses it");
        };
    }

    private final Instances.Maker<RateLimit> limits = new Instances.Maker<>() {
        @Override
        public RateLimit engine(PolicyPlan plan) {
            return RateLimit.of(plan.name(), pace(plan), signals(plan), around.clock(), around.alarm());
        }

        @Override
        public RateLimit change(RateLimit limit, PolicyPlan plan) {
            limit.listenTo(signals(plan));
            return limit.changedTo(pace(plan), Inherit.valueOf(plan.text("inherit")));
        }

        @Override
        public Gate gate(RateLimit limit, PolicyPlan plan) {
            return limit.gate(Duration.ofNanos(plan.duration("maxWait")));
        }
    };

    private final Instances.Maker<KeyedRateLimit> keyedLimits = new Instances.Maker<>() {
        @Override
        public KeyedRateLimit engine(PolicyPlan plan) {
            return new KeyedRateLimit(
                    plan.name(),
                    pace(plan),
                    plan.count("maxKeys"),
                    signals(plan),
                    around.clock(),
                    around.alarm(),
                    around.events());
        }

        @Override
        public KeyedRateLimit change(KeyedRateLimit limit, PolicyPlan plan) {
            limit.listenTo(signals(plan));
            return limit.changedTo(pace(plan), plan.count("maxKeys"), Inherit.valueOf(plan.text("inherit")));
        }

        @Override
        public Gate gate(KeyedRateLimit limit, PolicyPlan plan) {
            return limit.gate(Duration.ofNanos(plan.duration("maxWait")));
        }
    };

    private static Pace pace(PolicyPlan plan) {
        int permits = plan.count("permits");
        long per = plan.duration("per");
        return switch (plan.text("algorithm")) {
            case "SLIDING_WINDOW" -> new WindowSpec(permits, per);
            case "ADAPTIVE_WINDOW" ->
                new AdaptiveWindowSpec(permits, plan.count("minPermits"), per, durationOrOff(plan, "targetLatency"));
            default -> bucket(plan, permits, per);
        };
    }

    private static Pace bucket(PolicyPlan plan, int permits, long per) {
        long warmUp = plan.duration("warmUp");
        int burst = plan.count("burst");
        if (warmUp > 0) {
            return new WarmUpSpec(permits, per, warmUp);
        }
        RateSpec first = new RateSpec(permits, per, burst == 0 ? permits : burst);
        Stream<RateSpec> further = plan.bandwidths("also").stream()
                .map(also -> new RateSpec(also.permits(), also.perNanos(), also.burst()));
        return plan.isSet("also")
                ? new Bandwidths(Stream.concat(Stream.of(first), further).toList())
                : first;
    }

    private Signals signals(PolicyPlan plan) {
        return plan.text("algorithm").equals("ADAPTIVE_WINDOW")
                ? Signals.with(thrown(plan, "overloadOn"), pressure)
                : Signals.USUAL;
    }

    private static long durationOrOff(PolicyPlan plan, String attribute) {
        return plan.isSet(attribute) ? plan.duration(attribute) : 0;
    }

    private final Instances.Maker<CircuitBreaker> breakers = new Instances.Maker<>() {
        @Override
        public CircuitBreaker engine(PolicyPlan plan) {
            CircuitBreaker breaker = new CircuitBreaker(plan.name(), breaker(plan), around.clock(), around.events());
            memory.add(breaker);
            return breaker;
        }

        @Override
        public CircuitBreaker change(CircuitBreaker breaker, PolicyPlan plan) {
            breaker.change(breaker(plan));
            return breaker;
        }

        @Override
        public Gate gate(CircuitBreaker breaker, PolicyPlan plan) {
            return new BreakerGate(breaker);
        }
    };

    private static BreakerSpec breaker(PolicyPlan plan) {
        return new BreakerSpec(
                plan.ratio("failureRate"),
                window(plan),
                plan.count("minimumCalls"),
                plan.isSet("slowCallDuration") ? Duration.ofNanos(plan.duration("slowCallDuration")) : Duration.ZERO,
                plan.ratio("slowCallRate"),
                Duration.ofNanos(plan.duration("openFor")),
                plan.ratio("openForFactor"),
                Duration.ofNanos(plan.duration("openForMax")),
                plan.count("probes"),
                Duration.ofNanos(plan.duration("probeTimeout")),
                memoryThreshold(plan),
                thrown(plan, "recordOn"),
                thrown(plan, "ignoreOn"));
    }

    private static BreakerWindow window(PolicyPlan plan) {
        return plan.windowCalls()
                .map(BreakerWindow::calls)
                .orElseGet(() -> BreakerWindow.lasting(Duration.ofNanos(plan.duration("window"))));
    }

    private static MemoryThreshold memoryThreshold(PolicyPlan plan) {
        if (!plan.isSet("memoryThreshold")) {
            return MemoryThreshold.NONE;
        }
        OptionalDouble share = plan.share("memoryThreshold");
        return share.isPresent()
                ? MemoryThreshold.share(share.getAsDouble())
                : MemoryThreshold.bytes(plan.size("memoryThreshold"));
    }

    private static Predicate<Throwable> thrown(PolicyPlan plan, String attribute) {
        return new ThrownTypes(plan.classes(attribute));
    }

    private final Instances.Maker<Bulkhead> bulkheads = new Instances.Maker<>() {
        @Override
        public Bulkhead engine(PolicyPlan plan) {
            return new Bulkhead(
                    plan.name(), plan.count("max"), plan.count("maxWaiting"), around.clock(), around.alarm());
        }

        @Override
        public Bulkhead change(Bulkhead bulkhead, PolicyPlan plan) {
            bulkhead.change(plan.count("max"), plan.count("maxWaiting"));
            bulkhead.owned().filter(shares -> !plan.hasOwners()).ifPresent(OwnedBulkhead::lift);
            return bulkhead;
        }

        @Override
        public Gate gate(Bulkhead bulkhead, PolicyPlan plan) {
            long maxWait = plan.duration("maxWait");
            return plan.hasOwners()
                    ? new OwnedBulkheadGate(OwnedBulkhead.over(bulkhead, plan.count("perOwner")), maxWait)
                    : new BulkheadGate(bulkhead, maxWait);
        }
    };

    private final Instances.Maker<AdaptiveLimit> adaptiveLimits = new Instances.Maker<>() {
        @Override
        public AdaptiveLimit engine(PolicyPlan plan) {
            return new AdaptiveLimit(plan.name(), adaptive(plan), around.clock(), around.alarm(), around.events());
        }

        @Override
        public AdaptiveLimit change(AdaptiveLimit limit, PolicyPlan plan) {
            limit.configure(adaptive(plan));
            return limit;
        }

        @Override
        public Gate gate(AdaptiveLimit limit, PolicyPlan plan) {
            return new AdaptiveGate(limit, new Overload(thrown(plan, "overloadOn")), plan.duration("maxWait"));
        }
    };

    private static AdaptiveSpec adaptive(PolicyPlan plan) {
        int min = plan.count("min");
        int max = plan.count("max");
        return new AdaptiveSpec(
                Algorithm.valueOf(plan.text("algorithm")),
                Math.max(min, Math.min(plan.count("initial"), max)),
                min,
                max,
                plan.isSet("targetLatency") ? Duration.ofNanos(plan.duration("targetLatency")) : Duration.ZERO,
                plan.count("maxWaiting"));
    }

    private final Instances.Maker<Shedder> shedders = new Instances.Maker<>() {
        @Override
        public Shedder engine(PolicyPlan plan) {
            return new Shedder(plan.name(), shedding(plan), degradations);
        }

        @Override
        public Shedder change(Shedder shedder, PolicyPlan plan) {
            shedder.change(shedding(plan));
            return shedder;
        }

        @Override
        public Gate gate(Shedder shedder, PolicyPlan plan) {
            return new DegradableGate(shedder);
        }
    };

    private static ShedSpec shedding(PolicyPlan plan) {
        return new ShedSpec(
                PressureLevel.valueOf(plan.text("at")), Priority.valueOf(plan.text("priority")), plan.flag("ramp"));
    }

    private final Instances.Maker<Retry> retries = new Instances.Maker<>() {
        @Override
        public Retry engine(PolicyPlan plan) {
            return new Retry(plan.name(), rules(plan), new RetryBudget(), around.clock(), around.random());
        }

        @Override
        public Retry change(Retry retry, PolicyPlan plan) {
            retry.change(rules(plan));
            return retry;
        }

        @Override
        public Gate gate(Retry retry, PolicyPlan plan) {
            return new RetryGate(retry);
        }
    };

    private static RetryRules rules(PolicyPlan plan) {
        Backoff backoff = new Backoff(
                Backoff.Growth.valueOf(plan.text("backoff")),
                Duration.ofNanos(plan.duration("delay")),
                Duration.ofNanos(plan.duration("maxDelay")),
                plan.ratio("jitter"));
        return new RetryRules(
                plan.count("maxAttempts"),
                backoff,
                Duration.ofNanos(plan.duration("maxDuration")),
                thrown(plan, "retryOn"),
                thrown(plan, "abortOn"));
    }

    private final Instances.Maker<Timeout> timeouts = new Instances.Maker<>() {
        @Override
        public Timeout engine(PolicyPlan plan) {
            return new Timeout(plan.name(), timeout(plan), around.clock(), around.alarm(), around.executor());
        }

        @Override
        public Timeout change(Timeout timeout, PolicyPlan plan) {
            timeout.change(timeout(plan));
            return timeout;
        }

        @Override
        public Gate gate(Timeout timeout, PolicyPlan plan) {
            return new TimeoutGate(timeout);
        }
    };

    private static TimeoutSpec timeout(PolicyPlan plan) {
        return new TimeoutSpec(Duration.ofNanos(plan.duration("value")), plan.flag("interrupt"));
    }
}
