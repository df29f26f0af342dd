package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.pipeline.Governance;
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

/** What a change of the configuration file does to a method that is in use. */
class ReloadTest {

    private static final String PLACE = "(Ljava/lang/String;)Ljava/lang/String;";

    private final ManualClock clock = new ManualClock(1);

    @TempDir
    Path folder;

    private Installation site(String config) throws IOException {
        return site(config, Bench.bulkhead(1));
    }

    private Installation site(String config, PolicyPlan policy) throws IOException {
        write(config);
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", file().toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        Governance governance =
                new Governance(clock, new ManualAlarm(clock), () -> 0, Runnable::run, Runnable::run, source);
        String line = Bench.line(PLACE, "", false, List.of(), policy);
        Installation site = new Installation(governance, ReloadTest.class, "place", PLACE, line);
        site.method().activate();
        return site;
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

    @Test
    void theFileOverridesTheAnnotation() throws IOException {
        Site site = site("flyball.bulkhead.desk.max = 2").site();

        assertThat(site.enter(null)).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null)).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
    }

    @Test
    void aCallInFlightKeepsItsPlaceWhenTheNumbersChange() throws IOException {
        Site site = site("").site();
        Object inFlight = site.enter(null);
        reload("flyball.bulkhead.desk.max = 2");

        Object second = site.enter(null);
        assertThat(second).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);

        site.exit(inFlight, null);
        assertThat(site.enter(null)).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
    }

    @Test
    void aPolicyThatIsSwitchedOffLetsCallsThroughAndEarlierOnesStillSettle() throws IOException {
        Site site = site("").site();
        Object inFlight = site.enter(null);
        reload("flyball.bulkhead.desk.enabled = false");
        assertThat(site.enter(null)).isNull();
        site.exit(inFlight, null);
        reload("");

        assertThat(site.enter(null)).isNotNull().isNotInstanceOf(Skip.class);
        assertThat(site.enter(null)).isInstanceOf(Skip.class);
    }

    @Test
    void aTimeoutsNewValueHoldsForTheNextCalls() throws IOException {
        Site site = site("", TimeoutSiteTest.timeout("1m")).site();
        Object before = site.enter(null);
        reload("flyball.timeout.desk.value = 10s"); // which takes 30 s
        clock.advance(Duration.ofSeconds(20));
        assertThat(site.<@Nullable Object>exit(before, null)).isNull();

        Object after = site.enter(null);
        clock.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> site.exit(after, null)).isInstanceOf(CallTimedOutException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
