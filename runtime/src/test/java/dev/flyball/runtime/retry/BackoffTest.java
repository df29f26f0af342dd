package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.retry.Backoff.Growth;
import dev.flyball.runtime.time.RandomSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void fixedPausesStayTheSame() {
        assertThat(millis(Growth.FIXED, 0, () -> 0)).containsExactly(100L, 100L, 100L, 100L, 100L);
    }

    @Test
    void linearPausesGrowByTheFirst() {
        assertThat(millis(Growth.LINEAR, 0, () -> 0)).containsExactly(100L, 200L, 300L, 400L, 500L);
    }

    @Test
    void exponentialPausesDoubleUpToTheLongest() {
        assertThat(millis(Growth.EXPONENTIAL, 0, () -> 0)).containsExactly(100L, 200L, 400L, 800L, 1000L);
    }

    @Test
    void jitterTakesARandomShareAway() {
        assertThat(millis(Growth.FIXED, 0.5, () -> 0.5)).containsOnly(75L);
        assertThat(millis(Growth.FIXED, 1, () -> 0.75)).containsOnly(25L);
        assertThat(millis(Growth.FIXED, 1, () -> 0)).containsOnly(100L);
    }

    @Test
    void aHundredDoublingsDoNotOverflow() {
        assertThat(backoff(Growth.EXPONENTIAL, 0).pause(100, () -> 0)).isEqualTo(1_000_000_000L);
    }

    @Test
    void itSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> new Backoff(Growth.FIXED, Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[retry-rules] retry: maxDelay is PT1S; it must be at least the delay, PT2S");
    }

    private static Backoff backoff(Growth growth, double jitter) {
        return new Backoff(growth, Duration.ofMillis(100), Duration.ofSeconds(1), jitter);
    }

    private static List<Long> millis(Growth growth, double jitter, RandomSource random) {
        Backoff backoff = backoff(growth, jitter);
        return IntStream.rangeClosed(1, 5)
                .mapToObj(retry -> backoff.pause(retry, random) / 1_000_000)
                .toList();
    }
}
