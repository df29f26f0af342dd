package dev.flyball.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flyball.runtime.breaker.BreakerSpec;
import dev.flyball.runtime.breaker.CircuitBreaker;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T1 attempts are bounded, T2 retries stay within the budget, T3 and T4 who sees which attempts. */
class RetryPropertiesTest {

    private final JumpingClock clock = new JumpingClock();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void attemptsAndRetriesStayWithinTheirBounds(long seed) {
        Random random = new Random(seed);
        int most = random.nextInt(1, 6);
        RetryBudget budget = new RetryBudget();
        Retry retry = new Retry(
                "t1",
                RetryRules.DEFAULT
                        .withMaxAttempts(most)
                        .withMaxDuration(Duration.ofMillis(random.nextInt(1, 1_000)))
                        .withBackoff(new Backoff(
                                Backoff.Growth.EXPONENTIAL, Duration.ofMillis(10), Duration.ofMillis(80), 0.5)),
                budget,
                clock,
                random::nextDouble);
        double tokens = 20;
        long counted = clock.nanos();
        for (int call = 0; call < 2_000; call++) {
            tokens = Math.min(20, tokens + (clock.nanos() - counted) / 1e9);
            tokens = Math.min(20, tokens + 0.2);
            counted = clock.nanos();
            assertThat(budget.tokens(clock.nanos())).isLessThanOrEqualTo(20);
            int failing = random.nextInt(8);
            long startedAt = clock.nanos();
            AtomicInteger made = new AtomicInteger();
            Throwable flies = catchThrowable(() -> retry.call(() -> {
                if (made.incrementAndGet() <= failing) {
                    throw new IOException();
                }
                return "page";
            }));
            assertThat(made.get()).isLessThanOrEqualTo(most);
            assertThat(flies == null).isEqualTo(made.get() > failing);
            tokens += (clock.nanos() - counted) / 1e9 - (made.get() - 1);
            counted = clock.nanos();
            assertThat(tokens).as("tokens after call " + call).isGreaterThan(-1e-6);
            assertThat(clock.nanos() - startedAt)
                    .isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
            clock.advance(random.nextInt(300_000_000));
        }
    }

    @Test
    void inAnOutageRetriesAreTwentyAndAFifthOfTheCalls() {
        Clock still = clock;
        Retry retry = new Retry(
                "outage",
                RetryRules.DEFAULT.withBackoff(Backoff.fixed(Duration.ZERO)),
                new RetryBudget(),
                still,
                () -> 0);
        AtomicInteger made = new AtomicInteger();
        for (int call = 0; call < 1_000; call++) {
            assertThatThrownBy(() -> retry.call(() -> {
                        made.incrementAndGet();
                        throw new IOException();
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(made.get() - 1_000).isBetween(215, 220);
    }

    @Test
    void aBreakerInsideSeesEachAttemptAndOneOutsideTheCall() throws Exception {
        CircuitBreaker inside = breaker("inside");
        CircuitBreaker outside = breaker("outside");
        Retry retry = new Retry("t3", RetryTest.quick(), new RetryBudget(), clock, () -> 0);
        AtomicInteger made = new AtomicInteger();
        outside.call(() -> retry.call(() -> inside.call(() -> {
            if (made.incrementAndGet() < 3) {
                throw new IOException();
            }
            return "page";
        })));
        assertThat(inside.snapshot().calls()).isEqualTo(3);
        assertThat(inside.snapshot().failed()).isEqualTo(2);
        assertThat(outside.snapshot().calls()).isEqualTo(1);
        assertThat(outside.snapshot().failed()).isZero();
    }

    @Test
    void aRetryWaitsForAnOpenBreakersNextProbe() throws Exception {
        CircuitBreaker inside = breaker("inside");
        for (int i = 0; i < 20; i++) {
            inside.settle(inside.admit(0), 0, 0, new IOException());
        }
        Retry retry = new Retry("wait", RetryTest.quick(), new RetryBudget(), clock, () -> 0);
        assertThat(retry.<String>call(() -> inside.call(() -> "page"))).isEqualTo("page");
        assertThat(clock.nanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    private CircuitBreaker breaker(String name) {
        return new CircuitBreaker(name, BreakerSpec.DEFAULT, clock, EventSink.NONE);
    }

    @Test
    void threadsTogetherSpendNoMoreThanTheBudgetHolds() throws Exception {
        for (int round = 0; round < 50; round++) {
            RetryBudget budget = new RetryBudget();
            AtomicLong spent = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int call = 0; call < 1_000; call++) {
                        budget.earn(0);
                        if (budget.spend(0)) {
                            spent.incrementAndGet();
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(spent.get()).isLessThanOrEqualTo(20 + 800);
            assertThat(spent.get() + budget.tokens(0)).isLessThanOrEqualTo(20 + 800);
        }
    }
}
