package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.rate.RateLimit;
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
}
