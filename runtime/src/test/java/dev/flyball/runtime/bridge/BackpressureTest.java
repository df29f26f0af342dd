package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.ControllerPressure;
import dev.flyball.runtime.pressure.Follow;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a full limit downstream, through a reading, to a limit upstream, and back; all methods woven. */
class BackpressureTest {

    private static final String PLACE = "(Ljava/lang/String;)Ljava/lang/String;";

    private final ManualClock clock = new ManualClock(1);
    private Governance governance;
    private BackpressureManager pressure;

    /** A runtime knows its methods only weakly: a collection in the middle of a test must not take one away. */
    private final List<Installation> linked = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        write("");
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", folder.resolve("flyball.conf").toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        governance = new Governance(clock, new ManualAlarm(clock), () -> 0, Runnable::run, Runnable::run, source);
        pressure = governance.backpressure();
    }

    private void write(String config) throws IOException {
        Files.writeString(folder.resolve("flyball.conf"), config);
    }

    private Site site(String method, PolicyPlan... policies) {
        String line = Bench.line(PLACE, "", false, List.of(), policies);
        return link(method, line);
    }

    private Site link(String method, String line) {
        Installation site = new Installation(governance, BackpressureTest.class, method, PLACE, line);
        linked.add(site);
        site.method().activate();
        return site.site();
    }

    private static PolicyPlan bulkhead(String name, int max) {
        return Bench.policy(PolicyKind.BULKHEAD, "name", name, "max", "" + max);
    }

    private Bulkhead intake() {
        return governance.instances().bulkhead("intake").orElseThrow();
    }

    private ControllerPressure controller(String name) {
        return pressure.reading().controller(name).orElseThrow();
    }

    /** So many calls a second, each over at once if it is let in. */
    private void calls(Site site, int perSecond, int seconds) {
        for (int i = 0; i < perSecond * seconds; i++) {
            Object ticket = site.enter(null);
            if (!(ticket instanceof Skip)) {
                site.exit(ticket, null);
            }
            clock.advance(Duration.ofSeconds(1).toNanos() / perSecond);
        }
    }

    @Test
    void everyKindOfPolicyIsAControllerOnceItsMethodIsLinked() {
        site(
                "search",
                Bench.rate(5, "0s"),
                Bench.breaker(10),
                Bench.bulkhead(3),
                Bench.policy(PolicyKind.ADAPTIVE_CONCURRENCY));
        assertThat(pressure.reading().controllers())
                .extracting(ControllerPressure::name)
                .containsExactly(
                        "adaptive-concurrency.desk", "bulkhead.desk", "circuit-breaker.desk", "rate-limited.desk");
    }

    @Test
    void whatIsFullDownstreamIsLetInMoreSlowlyUpstreamUntilItHasDrained() {
        site("take", bulkhead("intake", 40));
        Site stock = site("stock", bulkhead("stock", 2));
        pressure.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock");

        calls(stock, 20, 5);
        assertThat(controller("bulkhead.stock").pressure()).isLessThan(0.1);
        assertThat(intake().max()).isEqualTo(40);

        List<Object> stuck = new ArrayList<>(List.of(stock.enter(null), stock.enter(null)));
        calls(stock, 20, 10);
        assertThat(controller("bulkhead.stock").pressure()).isGreaterThan(0.95);
        assertThat(controller("bulkhead.stock").reason()).isEqualTo("99 % of late calls refused");
        assertThat(pressure.level()).as("one bulkhead alone").isEqualTo(PressureLevel.HIGH);
        assertThat(intake().max()).isEqualTo(4);

        stuck.forEach(ticket -> stock.exit(ticket, null));
        int before = 4;
        for (int i = 0; i < 20; i++) {
            calls(stock, 20, 1);
            assertThat(intake().max()).isBetween(before, before + 2);
            before = intake().max();
        }
        calls(stock, 20, 40);
        assertThat(intake().max()).isEqualTo(40);
        assertThat(pressure.level()).isEqualTo(PressureLevel.NORMAL);
    }

    @Test
    void aRateLimitUpstreamIsSlowedDownAndComesBackExactly() throws IOException {
        site("take", Bench.policy(PolicyKind.RATE_LIMITED, "name", "intake", "permits", "50"));
        Site stock = site("stock", bulkhead("stock", 1));
        pressure.follow("rate-limited.intake", Follow.DEFAULT, "bulkhead.stock");
        RateLimit limit = governance.instances().rateLimit("intake").orElseThrow();
        Object stuck = stock.enter(null);
        calls(stock, 20, 10);
        assertThat(limit.spec()).isEqualTo(new RateSpec(50, 10_000_000_000L, 5));

        write("flyball.rate-limited.intake.permits = 200");
        calls(stock, 20, 12);
        assertThat(limit.spec()).isEqualTo(new RateSpec(20, 1_000_000_000L, 20));

        stock.exit(stuck, null);
        calls(stock, 20, 60);
        assertThat(limit.spec()).isEqualTo(new RateSpec(200, 1_000_000_000L, 200));
    }

    @Test
    void aBulkheadThatTellsOwnersApartFollowsToo() {
        String line = Bench.line(
                PLACE,
                "",
                false,
                List.of(0),
                Bench.policy(PolicyKind.BULKHEAD, "name", "intake", "max", "40", "perOwner", "10"));
        link("take", line);
        Site stock = site("stock", bulkhead("stock", 1));
        pressure.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock");
        Object stuck = stock.enter(null);
        calls(stock, 20, 10);
        assertThat(intake().max()).isEqualTo(4);

        stock.exit(stuck, null);
        calls(stock, 20, 60);
        assertThat(intake().max()).isEqualTo(40);
    }

    @Test
    void aReloadWhileALimitIsHeldDownIsScaledAndComesBackExactly() throws IOException {
        site("take", bulkhead("intake", 40));
        Site stock = site("stock", bulkhead("stock", 1));
        pressure.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock");
        Object stuck = stock.enter(null);
        calls(stock, 20, 10);

        write("flyball.bulkhead.intake.max = 70");
        calls(stock, 20, 12);
        assertThat(intake().max()).isEqualTo(7);

        stock.exit(stuck, null);
        calls(stock, 20, 60);
        assertThat(intake().max()).isEqualTo(70);
    }
}
