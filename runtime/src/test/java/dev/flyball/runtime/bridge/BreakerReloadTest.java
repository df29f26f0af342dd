package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.breaker.BreakerGate;
import dev.flyball.runtime.breaker.BreakerSpec;
import dev.flyball.runtime.breaker.BreakerWindow;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.breaker.MemoryThreshold;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Outlook;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Circuit breakers of methods: what their attributes come to, and what a change of configuration does to them. */
class BreakerReloadTest {

    private static final String PLACE = "(Ljava/lang/String;)Ljava/lang/String;";

    private final ManualClock clock = new ManualClock(1_000_000_000);
    private final List<Installation> installed = new ArrayList<>();
    private @Nullable Sample sample;
    private Governance governance;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        write("");
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", file().toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        governance = new Governance(
                clock,
                new ManualAlarm(clock),
                () -> 0,
                Runnable::run,
                Runnable::run,
                source,
                new Outlook(Degradations.steady(), () -> sample, () -> 0));
    }

    private Path file() {
        return folder.resolve("flyball.conf");
    }

    private void write(String config) throws IOException {
        Files.writeString(file(), config);
    }

    private void reload(String... config) throws IOException {
        write(String.join("\n", config));
        clock.advance(Duration.ofSeconds(30));
    }

    private Site site(String method, String... attributes) {
        PolicyPlan plan = Bench.policy(PolicyKind.CIRCUIT_BREAKER, attributes);
        Installation site = new Installation(
                governance, BreakerReloadTest.class, method, PLACE, Bench.line(PLACE, "", false, List.of(), plan));
        site.method().activate();
        installed.add(site);
        return site.site();
    }

    private void fail(Site site, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(site.rethrows(site.enter(null), new IllegalStateException("down")))
                    .isTrue();
        }
    }

    private CircuitBreaker breaker() {
        return governance.instances().circuitBreaker("desk").orElseThrow();
    }

    @Test
    void theWindowIsANumberOfCallsOrASpanOfTime() throws IOException {
        site("place");
        assertThat(breaker().spec().window()).isEqualTo(BreakerWindow.calls(100));
        reload("flyball.circuit-breaker.desk.window = 10s");
        assertThat(breaker().spec().window()).isEqualTo(BreakerWindow.lasting(Duration.ofSeconds(10)));
    }

    @Test
    void theMemoryThresholdIsAShareOrASizeOrOff() throws IOException {
        site("place");
        assertThat(breaker().spec().memoryThreshold()).isEqualTo(MemoryThreshold.NONE);
        reload("flyball.circuit-breaker.desk.memory-threshold = 0.85");
        assertThat(breaker().spec().memoryThreshold()).isEqualTo(MemoryThreshold.share(0.85));
        reload("flyball.circuit-breaker.desk.memory-threshold = 2048 MB");
        assertThat(breaker().spec().memoryThreshold()).isEqualTo(MemoryThreshold.bytes(2_048_000_000));
    }

    @Test
    void anotherKindOfWindowStartsEmptyAndIsServedWithTheTime() throws IOException {
        Site site = site("place", "minimumCalls", "3");
        fail(site, 2);
        reload("flyball.circuit-breaker.desk.window = 10s");
        assertThat(breaker().snapshot().calls()).isZero();
        fail(site, 2);
        clock.advance(Duration.ofSeconds(10));
        fail(site, 2);
        assertThat(breaker().snapshot().calls()).isEqualTo(2);
        fail(site, 1);
        assertThat(breaker().state()).isEqualTo(State.OPEN);
    }

    @Test
    void aBreakerThatIsSwitchedOffStandsAroundNobody() throws IOException {
        site("place");
        assertThat(governance.executors().values()).allMatch(metrics -> metrics.breaker() != null);
        reload("flyball.circuit-breaker.desk.enabled = false");
        assertThat(governance.executors().values()).hasSize(1).allMatch(metrics -> metrics.breaker() == null);
    }

    @Test
    void aCallInFlightAcrossTheChangeIsCountedInTheNewWindow() throws IOException {
        Site site = site("place");
        Object inFlight = site.enter(null);
        reload("flyball.circuit-breaker.desk.window = 1m");
        site.exit(inFlight, null);
        assertThat(breaker().snapshot().calls()).isEqualTo(1);
        Object another = site.enter(null);
        reload("");
        site.exit(another, null);
        assertThat(breaker().snapshot().calls()).isEqualTo(1);
    }

    /** A method whose pipeline was rebuilt before the breaker had its new rule went on without the time. */
    @Test
    void aSlowCallRuleReachesEveryMethodThatSharesTheBreaker() throws IOException {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sites.add(site("place" + i));
        }
        reload("flyball.circuit-breaker.desk { slow-call-duration = 100ms, slow-call-rate = 1 }");
        for (Site site : sites) {
            Object call = site.enter(null);
            clock.advance(Duration.ofMillis(200));
            site.exit(call, null);
        }
        assertThat(breaker().snapshot().slow()).isEqualTo(8);
    }

    @Test
    void twoCollectionsWithTooMuchLiveOpenTheBreakerOfAMethod() {
        Site site = site("place", "memoryThreshold", "0.9");
        governance.memorySensed();
        for (int collections = 1; collections <= 2; collections++) {
            assertThat(breaker().state()).isEqualTo(State.CLOSED);
            sample = new Sample(95, 100, clock.nanos(), collections);
            governance.memorySensed();
        }
        assertThat(breaker().state()).isEqualTo(State.OPEN);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
        sample = new Sample(50, 100, clock.nanos(), 3);
        governance.memorySensed();
        assertThat(site.enter(null)).isNotInstanceOf(Skip.class);
    }

    @Test
    void aBreakerOfAGuardLooksAtMemoryToo() {
        CircuitBreaker own = new CircuitBreaker(
                "own",
                BreakerSpec.DEFAULT.withMemoryThreshold(MemoryThreshold.bytes(90)),
                clock,
                governance.surroundings().events());
        governance.describe(new BreakerGate(own));
        for (int collections = 1; collections <= 2; collections++) {
            sample = new Sample(95, 100, clock.nanos(), collections);
            governance.memorySensed();
        }
        assertThat(own.state()).isEqualTo(State.OPEN);
    }

    @Test
    void breakersAreListedByNameAndResetAllAtOnce() {
        assertThat(governance.instances().circuitBreakers()).isEmpty();
        assertThat(governance.instances().circuitBreaker("desk")).isEmpty();
        assertThat(governance.instances().circuitBreakers()).isEmpty();
        site("place");
        site("pack", "name", "pack");
        Map<String, CircuitBreaker> all = governance.instances().circuitBreakers();
        assertThat(all).containsOnlyKeys("desk", "pack").containsValue(breaker());
        all.get("desk").isolate("supervisor");
        all.get("pack").forceOpen();
        assertThat(governance.instances().resetBreakers()).isEqualTo(2);
        assertThat(all.values())
                .allSatisfy(breaker -> assertThat(breaker.state()).isEqualTo(State.CLOSED));
        assertThat(governance.instances().resetBreaker("pack")).isTrue();
        assertThat(governance.instances().resetBreaker("nobody")).isFalse();
    }
}
