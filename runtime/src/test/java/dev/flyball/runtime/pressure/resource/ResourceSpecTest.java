package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.pressure.PressureLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourceSpecTest {

    private static final Duration TEN = Duration.ofSeconds(10);

    @Test
    void theDefault() {
        ResourceSpec spec = ResourceSpec.DEFAULT;
        assertThat(spec.model()).isEqualTo(ResourceSpec.Model.CALIBRATED);
        assertThat(spec.sample()).isEqualTo(Duration.ofSeconds(1));
        assertThat(spec.prediction()).isTrue();
        assertThat(spec.collect()).isFalse();
        assertThat(spec.forced()).isNull();
        assertThat(spec.maxMemory()).isZero();
        assertThat(spec.withForced(PressureLevel.HIGH).forced()).isEqualTo(PressureLevel.HIGH);
        assertThat(spec.pace().quicker(10).dwell()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> ResourceSpec.DEFAULT.withMaxMemory(-1))
                .hasMessage("[pressure-max-memory] max-memory is -1 bytes; give a size, or 0 for the max heap");
    }

    @Test
    void aRhythmOutsideOfItsRangeIsRefused() {
        assertThatThrownBy(() -> ResourceSpec.DEFAULT.withSample(Duration.ofMillis(49)))
                .hasMessage("[pressure-sample] the sample is PT0.049S; give a time from 50 ms to 10 s");
    }

    @Test
    void aTimeOfNothingIsRefused() {
        assertThatThrownBy(() -> new Pace(TEN, TEN, 0.07, Duration.ZERO, TEN, TEN, TEN, TEN))
                .hasMessage("[pressure-pace] dwell is PT0S; give a time above zero");
    }

    @Test
    void aMarginWiderThanALevelIsRefused() {
        assertThatThrownBy(() -> new Pace(TEN, TEN, 0.1, TEN, TEN, TEN, TEN, TEN))
                .hasMessage(
                        "[pressure-margin] the margin is 0.1; give 0 or more, and less than the 0.1 that lie between"
                                + " levels");
    }

    @Test
    void whatIsDisownedMustHaveBeenStale() {
        assertThatThrownBy(() -> new Pace(TEN, TEN, 0.07, TEN, TEN, Duration.ofSeconds(9), TEN, TEN))
                .hasMessage("[pressure-disowned] live memory counts no more after PT9S, before it is stale after PT10S;"
                        + " give a longer time");
    }
}
