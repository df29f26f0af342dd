package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.model.MethodPlan;
import dev.flyball.model.PolicyKind;
import dev.flyball.runtime.observe.DurationRecorder;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.Event.ConfigChanged;
import dev.flyball.runtime.observe.MeterVisitor;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReloadTest {

    private static final String OPEN_FOR = "flyball.circuit-breaker.payments.open-for";
    private static final MethodPlan PAY = pay(policy(PolicyKind.CIRCUIT_BREAKER, "payments", "openForFactor", "2"));

    private final Program program = new Program();
    private final ManualClock clock = new ManualClock();
    private final List<ConfigView> published = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void oneFile() {
        program.file("a.conf", OPEN_FOR + " = 1s");
    }

    private Configuration start() {
        Configuration configuration =
                new Configuration(program.source(), clock, new ManualAlarm(clock), Runnable::run, events::add);
        configuration.onChange(published::add);
        configuration.plan(PAY);
        return configuration;
    }

    private static String openFor(Configuration configuration) {
        return configuration.plan(PAY).effective().policies().get(0).attribute("openFor");
    }

    private void pass(String time) {
        clock.advance(Duration.parse("PT" + time));
    }

    @Test
    void aChangedFileIsInForceOnceItHasStoodStillForHalfASecond() {
        Configuration configuration = start();
        pass("4.9S");
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("0.1S");
        assertThat(openFor(configuration)).isEqualTo("1s");
        pass("0.5S");
        assertThat(openFor(configuration)).isEqualTo("2s");
        assertThat(published).containsExactly(configuration.view());
        assertThat(events)
                .containsExactly(new ConfigChanged(
                        "configuration", List.of(OPEN_FOR + " = 2s <- a.conf:1, was 1s <- a.conf:1")));
    }

    @Test
    void aFileThatKeepsChangingIsNotReadHalfWritten() {
        Configuration configuration = start();
        program.otherFile("a.conf", OPEN_FOR + " = 2");
        pass("5S");
        program.otherFile("a.conf", OPEN_FOR + " = 20s");
        pass("0.5S");
        assertThat(openFor(configuration)).isEqualTo("1s");
        pass("0.5S");
        assertThat(openFor(configuration)).isEqualTo("20s");
        assertThat(published).hasSize(1);
    }

    @Test
    void oneBadValueLeavesTheWholeOldConfigurationInForce() {
        Configuration configuration = start();
        program.otherFile("a.conf", OPEN_FOR + " = 2s", "flyball.circuit-breaker.payments.probes = -1");
        pass("1M");
        assertThat(openFor(configuration)).isEqualTo("1s");
        assertThat(published).isEmpty();
        program.otherFile("a.conf", OPEN_FOR + " = 3s");
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("3s");
    }

    @Test
    void aContradictionWithTheCodeLeavesTheOldConfigurationInForce() {
        Configuration configuration = start();
        program.otherFile("a.conf", OPEN_FOR + " = 10m", "flyball.circuit-breaker.payments.probes = 7");
        pass("6S");
        assertThat(published).isEmpty();
        assertThat(openFor(configuration)).isEqualTo("1s");
    }

    @Test
    void aFileThatGoesAwayLeavesTheOldConfigurationInForceUntilItIsBack() {
        Configuration configuration = start();
        byte[] bytes = program.files.remove(Program.absolute("a.conf"));
        pass("1M");
        assertThat(openFor(configuration)).isEqualTo("1s");
        program.files.put(Program.absolute("a.conf"), bytes);
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("1s");
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("2s");
    }

    @Test
    void aFileThatIsOnlyIncludedIsWatchedToo() {
        program.otherFile("a.conf", "include \"b.conf\"");
        Configuration configuration = start();
        assertThat(openFor(configuration)).isEqualTo("10s");
        program.otherFile("b.conf", OPEN_FOR + " = 2s");
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("2s");
        program.otherFile("b.conf", OPEN_FOR + " = 3s");
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("3s");
    }

    @Test
    void anUnchangedFileIsNotReadAgain() {
        start();
        pass("1H");
        assertThat(published).isEmpty();
    }

    @Test
    void reloadsAreCountedByOutcome() {
        Configuration configuration = start();
        Map<String, LongSupplier> counters = new HashMap<>();
        configuration.describe(new MeterVisitor() {
            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {}

            @Override
            public void counter(String name, LongSupplier total, String... tags) {
                counters.put(name + " " + String.join("=", tags), total);
            }

            @Override
            public DurationRecorder timer(String name, String... tags) {
                return DurationRecorder.NONE;
            }
        });
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("6S");
        program.otherFile("a.conf", OPEN_FOR + " = 2");
        pass("1M");
        assertThat(counters).hasSize(2).allSatisfy((name, total) -> {
            assertThat(name).startsWith("config.reloads outcome=");
            assertThat(total.getAsLong()).isEqualTo(1);
        });
    }

    @Test
    void aPollOfZeroNeverLooks() {
        program.property("flyball.config.poll", "0s");
        Configuration configuration = start();
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("1H");
        assertThat(openFor(configuration)).isEqualTo("1s");
    }

    @Test
    void aClosedConfigurationLooksNoMore() {
        Configuration configuration = start();
        configuration.close();
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("1H");
        assertThat(openFor(configuration)).isEqualTo("1s");
    }

    @Test
    void anOverrideIsInForceAtOnceOutlivesAReloadAndCanBeTakenBack() {
        Configuration configuration = start();
        configuration.override(OPEN_FOR, "7s");
        assertThat(openFor(configuration)).isEqualTo("7s");
        program.otherFile("a.conf", OPEN_FOR + " = 2s");
        pass("6S");
        assertThat(openFor(configuration)).isEqualTo("7s");
        configuration.clearOverride(OPEN_FOR);
        assertThat(openFor(configuration)).isEqualTo("2s");
    }

    @Test
    void anOverrideThatIsWrongChangesNothing() {
        Configuration configuration = start();
        assertThatThrownBy(() -> configuration.override(OPEN_FOR, "soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[bad-duration] " + OPEN_FOR + " = soon (override) is no duration.");
        assertThatThrownBy(() -> configuration.override(OPEN_FOR, "10m"))
                .hasMessageStartingWith("[conflicting-attributes] ");
        assertThat(openFor(configuration)).isEqualTo("1s");
        assertThat(published).isEmpty();
    }

    @Test
    void aProgramMayRefuseToStartWithABadConfiguration() {
        program.property("flyball.config.on-error", "fail").otherFile("a.conf", OPEN_FOR + " = 10");
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "[config] 1 problem in the configuration; nothing governed runs, as flyball.config.on-error is"
                                + " fail:\n  [bad-duration] " + OPEN_FOR + " = 10 (a.conf:1)");
    }
}
