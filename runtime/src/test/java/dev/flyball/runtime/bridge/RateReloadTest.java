package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.rate.AdaptiveWindow;
import dev.flyball.runtime.rate.AdaptiveWindowSpec;
import dev.flyball.runtime.rate.Bandwidths;
import dev.flyball.runtime.rate.Pace;
import dev.flyball.runtime.rate.RateLimit;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.rate.WarmUpSpec;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the configuration file does to a rate limit in use: four permits an hour. */
class RateReloadTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String PLACE = "(Ljava/lang/String;)Ljava/lang/String;";

    private final ManualClock clock = new ManualClock(1);

    @TempDir
    Path folder;

    private Governance governance(String config) throws IOException {
        write(config);
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", file().toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        return new Governance(clock, new ManualAlarm(clock), () -> 0, Runnable::run, Runnable::run, source);
    }

    private static Site site(Governance governance, List<Integer> keys) {
        PolicyPlan rate = Bench.policy(PolicyKind.RATE_LIMITED, "permits", "4", "per", "1h");
        String line = Bench.line(PLACE, "", false, keys, rate);
        Installation site = new Installation(governance, RateReloadTest.class, "place", PLACE, line);
        site.method().activate();
        return site.site();
    }

    private Path file() {
        return folder.resolve("flyball.conf");
    }

    private void write(String config) throws IOException {
        Files.writeString(file(), config);
    }

    private void reload(String config) throws IOException {
        write(config);
        clock.advance(Duration.ofSeconds(30));
    }

    private static int taken(Site site, @Nullable Object key) throws Throwable {
        int taken = 0;
        while (!((key == null ? site.enter(null) : site.enter(null, key)) instanceof Skip)) {
            taken++;
        }
        return taken;
    }

    @Test
    void theAlgorithmMayBeConfigured() throws Throwable {
        Site site = site(governance("flyball.rate-limited.desk.algorithm = SLIDING_WINDOW"), List.of());

        assertThat(taken(site, null)).isEqualTo(4);
        clock.advance(Duration.ofMinutes(59));
        assertThat(taken(site, null)).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(taken(site, null)).isEqualTo(4);
    }

    @Test
    void anotherAlgorithmIsNoFreshStart() throws Throwable {
        Governance governance = governance("");
        Site site = site(governance, List.of());
        RateLimit bucket = governance.instances().rateLimit("desk").orElseThrow();
        taken(site, null);
        reload("flyball.rate-limited.desk.algorithm = SLIDING_WINDOW");

        assertThat(taken(site, null)).isZero();
        assertThat(governance.instances().rateLimit("desk").orElseThrow()).isNotSameAs(bucket);
        reload("");
        assertThat(taken(site, null)).isZero();
    }

    @Test
    void noKeyStartsAfreshEither() throws Throwable {
        Governance governance = governance("");
        Site site = site(governance, List.of(0));
        taken(site, "ann");
        reload("flyball.rate-limited.desk { algorithm = SLIDING_WINDOW, max-keys = 2 }");

        assertThat(taken(site, "ann")).isZero();
        assertThat(taken(site, "bob")).isEqualTo(4);
        assertThat(governance.instances().keyedRateLimit("desk").orElseThrow().keys())
                .isEqualTo(2);
    }

    @Test
    void everyPaceMayBeConfigured() throws Throwable {
        Governance governance = governance("flyball.rate-limited.desk.warm-up = 1m");
        Site site = site(governance, List.of());
        assertThat(limit(governance)).isEqualTo(WarmUpSpec.of(4, HOUR, Duration.ofMinutes(1)));
        assertThat(taken(site, null)).isEqualTo(1);
        reload("flyball.rate-limited.desk.also = \"1/2h, 9/1d/2\"");
        assertThat(limit(governance))
                .isEqualTo(Bandwidths.of(
                        RateSpec.of(4, HOUR),
                        RateSpec.of(1, HOUR.multipliedBy(2)),
                        RateSpec.of(9, Duration.ofDays(1)).withBurst(2)));
        reload("""
                flyball.rate-limited.desk {
                  algorithm = ADAPTIVE_WINDOW
                  min-permits = 2
                  target-latency = 3s
                  overload-on = java.lang.ArithmeticException
                }
                """);
        assertThat(limit(governance))
                .isEqualTo(AdaptiveWindowSpec.of(2, 4, HOUR).withTargetLatency(Duration.ofSeconds(3)));
        assertThat(taken(site, null)).isZero();
    }

    @Test
    void anAdaptiveWindowHearsHowGovernedCallsEnd() throws Throwable {
        Governance governance = governance("flyball.rate-limited.desk { algorithm = ADAPTIVE_WINDOW, permits = 10,"
                + " overload-on = java.lang.ArithmeticException }");
        Site site = site(governance, List.of());
        AdaptiveWindow window =
                (AdaptiveWindow) governance.instances().rateLimit("desk").orElseThrow();
        for (int i = 0; i < 2; i++) {
            assertThat(site.rethrows(site.enter(null), new ArithmeticException()))
                    .isTrue();
        }
        clock.advance(HOUR);
        site.exit(site.enter(null), "done");
        assertThat(window.limit()).isEqualTo(7);
    }

    @Test
    void whatAChangeInheritsMayBeConfigured() throws Throwable {
        Governance governance = governance("");
        Site site = site(governance, List.of());
        taken(site, null);
        reload("flyball.rate-limited.desk { permits = 6, inherit = ADDITIVE }");
        assertThat(taken(site, null)).isEqualTo(2);
        reload("flyball.rate-limited.desk { permits = 6, inherit = RESET }");
        assertThat(taken(site, null)).isZero(); // the limit did not change
        reload("flyball.rate-limited.desk { permits = 7, inherit = RESET }");
        assertThat(taken(site, null)).isEqualTo(7);
    }

    private static Pace limit(Governance governance) {
        return governance.instances().rateLimit("desk").orElseThrow().spec();
    }
}
