package dev.flyball.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.config.ConfigSource;
import dev.flyball.runtime.config.FileAccess;
import dev.flyball.runtime.degrade.Degradations;
import dev.flyball.runtime.degrade.DegradedException;
import dev.flyball.runtime.degrade.ShedSpec;
import dev.flyball.runtime.degrade.Shedder;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.rate.RateSpec;
import dev.flyball.runtime.rate.TokenBucket;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls made by hand go by one level too, and are given up under a pressure of the program's own. */
class DegradableGuardTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final Governance governance = new Governance(
            clock,
            alarm,
            () -> 0,
            elsewhere::add,
            Runnable::run,
            new ConfigSource(Map.of(), Map.of(), FileAccess.system(), ClassLoader.getPlatformClassLoader()));
    private final FakePressure pressure = new FakePressure();
    private final Degradations degradations = new Degradations(pressure, clock);
    private final Shedder shedder = new Shedder("suggestions", ShedSpec.DEFAULT, degradations);

    private PressureLevel level() {
        return degradations.current().level();
    }

    @Test
    void aCallByHandGoesByOneLevelAndTheNextIsGivenUp() throws Exception {
        Guard guard = new Guard.Builder(governance, "desk").degradable(shedder).build();
        PressureLevel inside = guard.call(() -> {
            pressure.to(PressureLevel.HIGH);
            return guard.call(this::level);
        });
        assertThat(inside).isEqualTo(PressureLevel.NORMAL);
        assertThat(level()).isEqualTo(PressureLevel.HIGH);
        assertThatThrownBy(() -> guard.call(this::level)).isInstanceOf(DegradedException.class);
    }

    @Test
    void d1AStageThatWaitsFurtherInHoldsNoThreadMeanwhile() {
        TokenBucket limit = new TokenBucket("desk", RateSpec.of(1, Duration.ofSeconds(1)), clock, alarm);
        assertThat(limit.tryAcquire()).isTrue();
        Guard guard = new Guard.Builder(governance, "desk")
                .degradable(shedder)
                .rateLimit(limit, Duration.ofSeconds(2))
                .build();
        CompletableFuture<PressureLevel> stage = guard.<PressureLevel>stage(
                        () -> CompletableFuture.completedFuture(level()))
                .toCompletableFuture();
        pressure.to(PressureLevel.ELEVATED);
        assertThat(level()).as("of this thread, while the call waits").isEqualTo(PressureLevel.ELEVATED);
        clock.advance(Duration.ofSeconds(1));
        elsewhere.remove().run();
        assertThat(stage).isCompletedWithValue(PressureLevel.ELEVATED);
        assertThat(level()).isEqualTo(PressureLevel.ELEVATED);
    }
}
