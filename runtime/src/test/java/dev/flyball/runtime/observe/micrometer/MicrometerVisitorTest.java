package dev.flyball.runtime.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.MeterHub;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MicrometerVisitorTest {

    private final MeterHub hub = new MeterHub();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerVisitor visitor = new MicrometerVisitor(registry);

    @Test
    void everySeriesOfAMethodExistsBeforeItsFirstCallWithTheSameTagKeys() {
        hub.bind(visitor);
        new Calls("Desk.place", hub);
        List<Meter> meters = List.copyOf(registry.find("flyball.calls").meters());
        assertThat(meters)
                .extracting(meter -> meter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("ok", "error", "rejected", "degraded");
        assertThat(meters).allSatisfy(meter -> {
            assertThat(meter.getId().getName()).isEqualTo("flyball.calls");
            assertThat(meter.getId().getTags()).extracting(Tag::getKey).containsExactly("name", "outcome");
        });
    }

    @Test
    void aTimerTakesNanoseconds() {
        hub.bind(visitor);
        new Calls("Desk.place", hub).ended(Calls.Outcome.ERROR, 2_000_000);
        assertThat(registry.get("flyball.calls").tag("outcome", "error").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }

    @Test
    void aSummaryHasItsUnit() {
        hub.bind(visitor);
        new Calls("Desk.place", hub).allocated(4_096);
        DistributionSummary memory = registry.get("flyball.executor.memory").summary();
        assertThat(memory.totalAmount()).isEqualTo(4_096);
        assertThat(memory.getId().getBaseUnit()).isEqualTo("bytes");
        assertThat(memory.getId().getTags()).extracting(Tag::getKey).containsExactly("name");
    }

    /** As the global registry is where Micrometer is on the class path and nobody uses it. */
    @Test
    void aCompositeOfNoRegistriesIsNoAudienceUntilItGetsOne() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        CompositeMeterRegistry inner = new CompositeMeterRegistry();
        hub.bind(new MicrometerVisitor(composite));
        Calls calls = new Calls("Desk.place", hub);
        assertThat(calls.bound()).isTrue();
        assertThat(calls.active()).isFalse();
        composite.add(inner);
        assertThat(calls.active()).isFalse();

        inner.add(registry);

        assertThat(calls.active()).isTrue();
        calls.ended(Calls.Outcome.OK, 7);
        assertThat(registry.get("flyball.calls").tag("outcome", "ok").timer().count())
                .isEqualTo(1);
    }

    @Test
    void whatMetersReadIsHeldByTheRegistry() {
        WeakReference<long[]> state = describeStateThatNobodyElseHolds();
        System.gc();
        assertThat(registry.get("flyball.steals").functionCounter().count()).isEqualTo(3);
        assertThat(registry.get("flyball.size").gauge().value()).isEqualTo(3);
        assertThat(state.get()).isNotNull();
    }

    private WeakReference<long[]> describeStateThatNobodyElseHolds() {
        long[] state = {3};
        visitor.counter("steals", () -> state[0]);
        visitor.gauge("size", () -> state[0]);
        return new WeakReference<>(state);
    }

    @Test
    void aClosedVisitorLeavesNothingInTheRegistry() {
        hub.bind(visitor);
        new Calls("Desk.place", hub);
        hub.unbind(visitor);
        visitor.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void theGlobalRegistryIsBoundWhereMicrometerIsPresent() {
        MeterHub global = new MeterHub();
        assertThat(MicrometerBinder.bindGlobalIfPresent(global)).isTrue();
        global.add(one -> one.counter("test.only", () -> 1, "name", "x"));
        Meter meter = Metrics.globalRegistry.getMeters().stream()
                .filter(one -> one.getId().getName().equals("flyball.test.only"))
                .collect(Collectors.toList())
                .get(0);
        Metrics.globalRegistry.remove(meter);
    }

    @Test
    void withoutMicrometerNothingIsBoundAndNothingFails() throws Exception {
        ClassLoader without = new WithoutMicrometer(getClass().getClassLoader());
        Class<?> hubClass = without.loadClass(MeterHub.class.getName());
        Class<?> binder = without.loadClass(MicrometerBinder.class.getName());
        assertThat(binder).isNotSameAs(MicrometerBinder.class);
        Object answer = binder.getMethod("bindGlobalIfPresent", hubClass)
                .invoke(null, hubClass.getConstructor().newInstance());
        assertThat(answer).isEqualTo(false);
    }

    /** Sees everything but Micrometer, and defines Flyball's classes itself. */
    private static final class WithoutMicrometer extends ClassLoader {
        WithoutMicrometer(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.flyball.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
