package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.concurrency.OwnedBulkhead;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method whose bulkhead tells owners apart, and what a change of the configuration does to it. */
class OwnersTest {

    private static final String PLACE = "(Ljava/lang/String;)Ljava/lang/String;";

    private final ManualClock clock = new ManualClock(1);

    @TempDir
    Path folder;

    private Governance governance;

    private Installation site(String config, List<Integer> keys, PolicyPlan... policies) throws IOException {
        write(config);
        ConfigSource source = new ConfigSource(
                Map.of("flyball.config.files", file().toString()),
                Map.of(),
                FileAccess.system(),
                ClassLoader.getPlatformClassLoader());
        governance = new Governance(clock, new ManualAlarm(clock), () -> 0, Runnable::run, Runnable::run, source);
        Installation site = new Installation(
                governance, OwnersTest.class, "place", PLACE, Bench.line(PLACE, "", false, keys, policies));
        site.method().activate();
        return site;
    }

    private Installation site(int max, int perOwner) throws IOException {
        return site("", List.of(0), owned(max, perOwner));
    }

    private static PolicyPlan owned(int max, int perOwner) {
        return Bench.policy(PolicyKind.BULKHEAD, "max", "" + max, "perOwner", "" + perOwner);
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

    private Bulkhead bulkhead() {
        return governance.instances().bulkhead("desk").orElseThrow();
    }

    @Test
    void eachCallGivesItsOwnOwnersPlaceBack() throws IOException {
        Site site = site(3, 1).site();
        Object a = site.enter(null, "a");
        Object b = site.enter(null, "b");
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        Object c = site.enter(null, "c");
        site.exit(c, null);
        assertThat(site.rethrows(b, new AssertionError("an Error settles too"))).isTrue();
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        site.exit(a, null);
        assertThat(bulkhead().inFlight()).isZero();
        assertThat(bulkhead().owned().orElseThrow().holders()).isEmpty();
        assertThat(site.enter(null, "a")).isNotInstanceOf(Skip.class);
    }

    @Test
    void anotherShareCountsAtOnceAndCallsInFlightStayCounted() throws IOException {
        Site site = site(5, 1).site();
        Object first = site.enter(null, "a");
        reload("flyball.bulkhead.desk.per-owner = 2");
        Object second = site.enter(null, "a");
        assertThat(second).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        site.exit(second, null);
        site.exit(first, null);
        assertThat(bulkhead().owned().orElseThrow().perOwner()).isEqualTo(2);
        assertThat(bulkhead().inFlight()).isZero();
    }

    @Test
    void ownersCanBeToldApartNoMoreAndAgain() throws IOException {
        Site site = site(3, 1).site();
        Object first = site.enter(null, "a");
        reload("flyball.bulkhead.desk.per-owner = 0");
        Object second = site.enter(null, "a");
        Object third = site.enter(null, "a");
        assertThat(third).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        site.exit(first, null);
        reload("");
        Object fourth = site.enter(null, "a");
        assertThat(fourth).isNotInstanceOf(Skip.class);
        assertThat(site.enter(null, "b")).isInstanceOf(Skip.class);
        site.exit(fourth, null);
        site.exit(third, null);
        site.exit(second, null);
        assertThat(bulkhead().inFlight()).isZero();
    }

    @Test
    void aMethodWithoutAKeyKeepsOneLimitForAll() throws IOException {
        Site site = site("flyball.bulkhead.desk.per-owner = 1", List.of(), Bench.bulkhead(2))
                .site();
        Object first = site.enter(null, null);
        Object second = site.enter(null, null);
        assertThat(second).isNotInstanceOf(Skip.class);
        assertThat(bulkhead().owned()).isEmpty();
        site.exit(first, null);
        site.exit(second, null);
        assertThat(bulkhead().inFlight()).isZero();
    }

    @Test
    void anOwnersPlaceIsBackWhateverThePoliciesAroundItSay() throws IOException {
        PolicyPlan breaker = Bench.breaker(1);
        Site site = site("", List.of(0), breaker, owned(2, 1)).site();
        Object first = site.enter(null, "a");
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        assertThat(site.rethrows(first, new IllegalStateException("opens the breaker")))
                .isTrue();
        assertThat(site.enter(null, "a")).isInstanceOf(Skip.class);
        OwnedBulkhead shares = bulkhead().owned().orElseThrow();
        assertThat(shares.holders()).isEmpty();
    }
}
