package dev.flyball.runtime.bridge;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PlanText;
import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Outlook;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runtime on a clock that stands still, and plans in a few words. */
final class Bench {

    static final ConfigSource EMPTY =
            new ConfigSource(Map.of(), Map.of(), FileAccess.system(), ClassLoader.getPlatformClassLoader());

    final ManualClock clock = new ManualClock(1);
    final ManualAlarm alarm = new ManualAlarm(clock);
    final FakePressure pressure = new FakePressure();
    volatile LiveMemory.@Nullable Sample live;
    final Governance governance = new Governance(
            new Leaping(clock),
            alarm,
            () -> 0,
            Runnable::run,
            Runnable::run,
            EMPTY,
            new Outlook(pressure, () -> live, () -> 0));

    /** Whoever waits moves the clock to the end of the wait, so that no test needs a second thread. */
    private static final class Leaping extends Clock {
        private final ManualClock clock;

        Leaping(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public void parkUntil(Object blocker, long deadline) {
            clock.advance(deadline - clock.nanos());
        }
    }

    static PolicyPlan bulkhead(int max) {
        return policy(PolicyKind.BULKHEAD, "max", "" + max);
    }

    static PolicyPlan rate(int permits, String maxWait) {
        return policy(PolicyKind.RATE_LIMITED, "permits", "" + permits, "maxWait", maxWait);
    }

    static PolicyPlan breaker(int calls) {
        return policy(PolicyKind.CIRCUIT_BREAKER, "window", "" + calls, "minimumCalls", "" + calls);
    }

    static PolicyPlan retry(int attempts, String delay) {
        return policy(
                PolicyKind.RETRY, "maxAttempts", "" + attempts, "delay", delay, "jitter", "0", "maxDuration", "5s");
    }

    static PolicyPlan policy(PolicyKind kind, String... attributes) {
        Map<String, String> values = new HashMap<>(Map.of("name", "desk"));
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(attributes[i], attributes[i + 1]);
        }
        return PolicyPlan.of(kind, values);
    }

    static String line(String descriptor, String fallback, boolean stage, List<Integer> keys, PolicyPlan... policies) {
        return PlanText.write(new MethodPlan("Desk", "place", descriptor, List.of(policies), keys, fallback, stage));
    }

    /** A site of {@code String place(String)}. */
    Installation site(Class<?> declaring, String fallback, PolicyPlan... policies) {
        return site(declaring, "(Ljava/lang/String;)Ljava/lang/String;", fallback, false, List.of(), policies);
    }

    Installation site(
            Class<?> declaring,
            String descriptor,
            String fallback,
            boolean stage,
            List<Integer> keys,
            PolicyPlan... policies) {
        Installation site = new Installation(
                governance, declaring, "place", descriptor, line(descriptor, fallback, stage, keys, policies));
        site.method().activate();
        return site;
    }
}
