package dev.flyball.runtime.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.call.Turn;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateGateTest {

    private static final RateSpec SPEC = new RateSpec(50, 1_000_000_000, 2);
    private static final long MAX_WAIT = Duration.ofMillis(100).toNanos();

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final TokenBucket bucket = new TokenBucket("orders", SPEC, clock, alarm);

    @Test
    void aSpentLimitNamesItselfAndTheWayOut() {
        Gate gate = bucket.gate(0);
        RefusedException refusal = gate.refusal(spend(gate), "Orders.place", null);
        assertThat(refusal)
                .isInstanceOf(RateLimitedException.class)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("[rate-limited] Orders.place: 50 calls per 1s (burst 2) are spent; retry after 20ms,"
                        + " raise permits, or let calls wait with maxWait");
        assertThat(refusal.method()).isEqualTo("Orders.place");
        assertThat(refusal.policy()).isEqualTo("orders");
        assertThat(refusal.retryAfter()).contains(Duration.ofMillis(20));
        assertThat(((RateLimitedException) refusal).spec()).isEqualTo(SPEC);
    }

    @Test
    void aKeyedRefusalShowsTheKeyShortAndOnOneLine() {
        KeyedRateLimit buckets = new KeyedRateLimit("orders", SPEC, 10, Signals.USUAL, clock, alarm, EventSink.NONE);
        Gate gate = buckets.gate(Duration.ZERO);
        String key = "line\nbreak " + "x".repeat(100);
        long answer = gate.admit(0, key);
        while (answer >= 0) {
            answer = gate.admit(0, key);
        }
        assertThat(gate.refusal(answer, "Orders.place", key).getMessage())
                .startsWith(
                        "[rate-limited] Orders.place for key \"line?break xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"...: 50 calls");
        assertThat(gate.refusal(answer, "Orders.place", null).getMessage())
                .startsWith("[rate-limited] Orders.place for key null: 50 calls");
        assertThat(gate.refusal(answer, "Orders.place", new Unprintable()).getMessage())
                .startsWith("[rate-limited] Orders.place for key a " + Unprintable.class.getName() + ": 50 calls");
    }

    @Test
    void onlyAGateThatMayWaitReadsAsSuch() {
        assertThat(bucket.gate(0).mayWait()).isFalse();
        assertThat(bucket.gate(MAX_WAIT).mayWait()).isTrue();
        assertThat(bucket.gate(0).readsAdmission()).isTrue();
        assertThat(bucket.gate(0).readsSettlement()).isFalse();
    }

    @Test
    void aCallThatWaitedSaysSo() {
        Gate gate = bucket.gate(MAX_WAIT);
        gate.admit(0, null);
        gate.admit(0, null);
        Answers answers = new Answers();
        assertThat(gate.admitLater(0, null, answers)).isEqualTo(Gate.PENDING);
        clock.advance(Duration.ofMillis(20));
        assertThat(answers.heard).containsExactly(Gate.WAITED);
    }

    @Test
    void aCancelledStageHearsNothingMore() {
        Gate gate = bucket.gate(MAX_WAIT);
        gate.admit(0, null);
        gate.admit(0, null);
        Answers answers = new Answers();
        gate.admitLater(0, null, answers);
        answers.leave.run();
        clock.advance(Duration.ofSeconds(1));
        assertThat(answers.heard).isEmpty();
        assertThat(bucket.availablePermits()).isEqualTo(2);
    }

    @Test
    void anInterruptedCallAnswersInterruptedAndKeepsTheFlag() {
        Gate gate = bucket.gate(MAX_WAIT);
        gate.admit(0, null);
        gate.admit(0, null);
        Thread.currentThread().interrupt();
        assertThat(gate.admit(0, null)).isEqualTo(Gate.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusalsAndWaitsAreCounted() {
        Gate gate = bucket.gate(MAX_WAIT);
        Readings meters = new Readings();
        gate.describe(meters);
        for (int i = 0; i < 9; i++) {
            gate.admitLater(0, null, new Answers());
        }
        clock.advance(Duration.ofMillis(20));
        assertThat(meters.value("rate.limit", "name", "orders")).isEqualTo(50);
        assertThat(meters.value("rate.limit.available", "name", "orders")).isEqualTo(-4);
        assertThat(meters.value("rejections", "name", "orders", "policy", "rate-limited", "reason", "spent"))
                .isEqualTo(2);
        assertThat(meters.value("rejections", "name", "orders", "policy", "rate-limited", "reason", "interrupted"))
                .isZero();
        assertThat(meters.durations("rate.limit.wait", "name", "orders")).containsExactly(20_000_000L);
    }

    @Test
    void keyedMetersCountKeysAndNameNone() {
        KeyedRateLimit buckets = new KeyedRateLimit("orders", SPEC, 1, Signals.USUAL, clock, alarm, EventSink.NONE);
        Gate gate = buckets.gate(Duration.ZERO);
        Readings meters = new Readings();
        gate.describe(meters);
        gate.admit(0, "ann");
        gate.admit(0, "bob");
        assertThat(meters.value("rate.limit", "name", "orders")).isEqualTo(50);
        assertThat(meters.value("rate.limit.keys", "name", "orders")).isEqualTo(1);
        assertThat(meters.value("rate.limit.overflow", "name", "orders")).isEqualTo(1);
    }

    private static long spend(Gate gate) {
        long answer = gate.admit(0, null);
        while (answer >= 0) {
            answer = gate.admit(0, null);
        }
        return answer;
    }

    private static final class Answers implements Turn {
        private final List<Long> heard = new ArrayList<>();
        private Runnable leave = () -> {};

        @Override
        public void done(long answer) {
            heard.add(answer);
        }

        @Override
        public void onCancel(Runnable how) {
            leave = how;
        }
    }

    private static final class Unprintable {
        @Override
        public @Nullable String toString() {
            throw new IllegalStateException("no words");
        }
    }
}
