package dev.flyball.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.observe.HealthSpec;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.status.Health.Condition;
import dev.flyball.runtime.status.ResourceStatus.Breaker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    private static final HealthSpec MAY_FAIL = new HealthSpec(true);

    private static Health at(PressureLevel level, HealthSpec spec, Breaker... breakers) {
        return Health.of(level, "memory: 97 % of the heap is live", List.of(breakers), spec);
    }

    private static Breaker breaker(String state) {
        return new Breaker("payments", state, false, 0, -1, -1, 0, "breaker payments is " + state);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL,    UP,         UP",
        "ELEVATED,  UP,         UP",
        "HIGH,      DEGRADED,   DEGRADED",
        "CRITICAL,  DEGRADED,   DEGRADED",
        "EMERGENCY, OVERLOADED, DOWN"
    })
    void healthFollowsTheLevelAndFailsOnlyWhereItMay(PressureLevel level, Condition usual, Condition mayFail) {
        assertThat(at(level, HealthSpec.DEFAULT).condition()).isEqualTo(usual);
        assertThat(at(level, MAY_FAIL).condition()).isEqualTo(mayFail);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED,       UP",
        "OPEN,         DEGRADED",
        "HALF_OPEN,    DEGRADED",
        "FORCED_OPEN,  DEGRADED",
        "ISOLATED,     DEGRADED",
        "METRICS_ONLY, UP",
        "DISABLED,     UP"
    })
    void aBreakerThatTurnsCallsAwayDegradesAndNeverFails(String state, Condition condition) {
        assertThat(at(PressureLevel.NORMAL, HealthSpec.DEFAULT, breaker(state)).condition())
                .isEqualTo(condition);
        assertThat(at(PressureLevel.NORMAL, MAY_FAIL, breaker(state)).condition())
                .isEqualTo(condition);
    }

    @Test
    void whatIsWrongIsSaidInSentences() {
        assertThat(at(PressureLevel.EMERGENCY, HealthSpec.DEFAULT, breaker("OPEN")))
                .hasToString("OVERLOADED: resource pressure is EMERGENCY: memory: 97 % of the heap is live;"
                        + " breaker payments is OPEN");
        assertThat(at(PressureLevel.NORMAL, HealthSpec.DEFAULT)).hasToString("UP");
    }
}
