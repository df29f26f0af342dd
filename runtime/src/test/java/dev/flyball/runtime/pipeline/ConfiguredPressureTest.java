package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.config.PressureSettings;
import dev.flyball.runtime.config.PressureSettings.FollowSettings;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.pressure.BackpressureManager;
import dev.flyball.runtime.pressure.ControllerPressure;
import dev.flyball.runtime.pressure.Follow;
import dev.flyball.runtime.pressure.Importance;
import dev.flyball.runtime.pressure.Load;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfiguredPressureTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final ManualClock clock = new ManualClock();
    private final BackpressureManager manager = new BackpressureManager(
            clock, new ManualAlarm(clock), Runnable::run, new EventBus(), EventSink.NONE, new MeterHub());
    private final ConfiguredPressure configured = new ConfiguredPressure(manager);
    private double memory = 0.95;
    private double desk = 1;

    private void start() {
        manager.register("memory", Importance.ORDINARY, () -> new Load.Measured(memory, ""));
        manager.limit("desk", share -> desk = share);
    }

    private void take(Map<String, String> importance, Map<String, FollowSettings> follow) {
        configured.take(new PressureSettings(
                "CALIBRATED",
                OptionalLong.empty(),
                Duration.ofSeconds(1),
                true,
                false,
                Optional.empty(),
                importance,
                follow));
    }

    private static FollowSettings follows(double floor, String... controllers) {
        return new FollowSettings(List.of(controllers), 0.5, 0.9, floor, AT_ONCE);
    }

    private void pass() {
        clock.advance(Duration.ofSeconds(2));
        manager.reading();
    }

    @Test
    void aLimitFollowsWhomConfigurationNamesUntilItNamesNobody() {
        start();
        take(Map.of(), Map.of("desk", follows(0.2, "memory")));
        pass();
        assertThat(desk).isEqualTo(0.2);
        take(Map.of(), Map.of("desk", follows(0.4, "memory")));
        pass();
        assertThat(desk).isEqualTo(0.4);
        take(Map.of(), Map.of());
        assertThat(desk).isEqualTo(1);
        pass();
        assertThat(manager.reading().following()).isEmpty();
    }

    @Test
    void aRuleThatStaysTheSameIsLeftAlone() {
        start();
        FollowSettings slow = new FollowSettings(List.of("memory"), 0.5, 0.9, 0.2, Duration.ofHours(1));
        take(Map.of(), Map.of("desk", slow));
        pass();
        memory = 0;
        take(Map.of("other", "MINOR"), Map.of("desk", slow));
        pass();
        assertThat(desk).as("a new rule would begin with the whole").isEqualTo(0.2);
    }

    @Test
    void aRuleThatClosesACircleWithTheProgramsOwnIsLeftOut() {
        start();
        manager.follow("memory", Follow.DEFAULT, "desk");
        take(Map.of(), Map.of("desk", follows(0.2, "memory"), "shelf", follows(0.3, "memory")));
        pass();
        assertThat(desk).isEqualTo(1);
        assertThat(manager.reading().following())
                .extracting(following -> following.name())
                .containsExactlyInAnyOrder("memory", "shelf");
    }

    @Test
    void importanceIsWhatConfigurationSaysAndThenWhatItWas() {
        start();
        take(Map.of("memory", "IGNORED", "later", "MINOR"), Map.of());
        manager.register("later", () -> new Load.Measured(0.2, ""));
        assertThat(importance("memory")).isEqualTo(Importance.IGNORED);
        assertThat(importance("later")).isEqualTo(Importance.MINOR);
        take(Map.of(), Map.of());
        assertThat(importance("memory")).isEqualTo(Importance.ORDINARY);
        assertThat(importance("later")).isEqualTo(Importance.ESSENTIAL);
    }

    private Importance importance(String name) {
        return manager.reading().controllers().stream()
                .filter(one -> one.name().equals(name))
                .map(ControllerPressure::importance)
                .findFirst()
                .orElseThrow();
    }
}
