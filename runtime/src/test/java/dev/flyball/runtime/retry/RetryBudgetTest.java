package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final ManualClock clock = new ManualClock(5_000_000_000_000L);
    private final RetryBudget budget = new RetryBudget();

    private int spendAll() {
        int spent = 0;
        while (budget.spend(clock.nanos())) {
            spent++;
        }
        return spent;
    }

    @Test
    void itStartsWithTwentyTokens() {
        assertThat(budget.tokens(clock.nanos())).isEqualTo(20);
        assertThat(spendAll()).isEqualTo(20);
        assertThat(budget.tokens(clock.nanos())).isZero();
    }

    @Test
    void fiveCallsEarnOneRetry() {
        spendAll();
        for (int call = 0; call < 4; call++) {
            budget.earn(clock.nanos());
        }
        assertThat(spendAll()).isZero();
        budget.earn(clock.nanos());
        assertThat(spendAll()).isEqualTo(1);
    }

    @Test
    void aSecondEarnsOneRetry() {
        spendAll();
        clock.advance(Duration.ofSeconds(3));
        assertThat(spendAll()).isEqualTo(3);
    }

    @Test
    void itHoldsNoMoreThanTwenty() {
        spendAll();
        clock.advance(Duration.ofHours(1));
        for (int call = 0; call < 1_000; call++) {
            budget.earn(clock.nanos());
        }
        assertThat(budget.tokens(clock.nanos())).isEqualTo(20);
        assertThat(spendAll()).isEqualTo(20);
    }

    @Test
    void aClockThatStepsBackEarnsNothing() {
        spendAll();
        clock.set(clock.nanos() - Duration.ofHours(1).toNanos());
        assertThat(spendAll()).isZero();
        assertThat(budget.tokens(clock.nanos())).isZero();
    }
}
