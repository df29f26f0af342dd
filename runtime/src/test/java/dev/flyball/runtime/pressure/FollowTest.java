package dev.flyball.runtime.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.observe.EventBus;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowTest {

    private static final long SEED = 20_261_121L;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final BackpressureManager manager =
            new BackpressureManager(clock, alarm, Runnable::run, new EventBus(), event -> {}, new MeterHub());
    private final Bulkhead intake = new Bulkhead("intake", 100, 0, clock, alarm);
    private double stock;

    private void intakeFollowsStock() {
        manager.register("bulkhead.stock", () -> Load.measured(stock, "stock"));
        manager.limit("bulkhead.intake", intake);
        manager.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock");
    }

    private void seconds(int count) {
        clock.advance(Duration.ofSeconds(count));
    }

    @Test
    void theShareFallsInAStraightLineFromTheWholeToTheFloor() {
        Follow rule = Follow.DEFAULT.between(0.6, 0.8).downTo(0.5);
        assertThat(rule.share(0)).isEqualTo(1);
        assertThat(rule.share(0.6)).isEqualTo(1);
        assertThat(rule.share(0.7)).isEqualTo(0.75, within(1e-9));
        assertThat(rule.share(0.8)).isEqualTo(0.5);
        assertThat(rule.share(1)).isEqualTo(0.5);
    }

    @Test
    void aLimitIsLoweredAtOnceAndRecoversSlowlyToExactlyWhatIsConfigured() {
        intakeFollowsStock();
        seconds(1);
        assertThat(intake.max()).isEqualTo(100);
        stock = 1;
        seconds(1);
        assertThat(intake.max()).isEqualTo(10);
        stock = 0;
        List<Integer> recovery = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            seconds(1);
            recovery.add(intake.max());
        }
        assertThat(recovery).isSorted();
        assertThat(recovery.get(14)).isBetween(10, 60);
        assertThat(recovery.get(28)).isLessThan(100);
        assertThat(recovery.get(39)).isEqualTo(100);
    }

    @Test
    void aReloadWhileHeldDownIsScaledAtOnceAndIsWhatComesBack() {
        intakeFollowsStock();
        seconds(1);
        stock = 1;
        seconds(1);
        intake.change(200, 0);
        assertThat(intake.max()).isEqualTo(20);
        assertThat(intake.configuredMax()).isEqualTo(200);
        stock = 0;
        seconds(60);
        assertThat(intake.max()).isEqualTo(200);
    }

    @Test
    void whoeverStopsFollowingGetsEverythingBackAtOnce() {
        manager.register("bulkhead.stock", () -> Load.measured(stock, "stock"));
        manager.limit("bulkhead.intake", intake);
        Registration follow = manager.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock");
        stock = 1;
        seconds(2);
        assertThat(intake.max()).isEqualTo(10);
        follow.close();
        assertThat(intake.max()).isEqualTo(100);
        follow.close();
        assertThat(alarm.pending()).isZero();
        assertThat(manager.reading().following()).isEmpty();
    }

    @Test
    void ofSeveralRulesTheLowestShareHolds() {
        intakeFollowsStock();
        manager.register("bulkhead.mail", () -> Load.measured(0.95, "mail"));
        Registration mail = manager.follow("bulkhead.intake", Follow.DEFAULT.downTo(0.5), "bulkhead.mail");
        seconds(1);
        assertThat(intake.max()).isEqualTo(50);
        stock = 1;
        seconds(1);
        assertThat(intake.max()).isEqualTo(10);
        mail.close();
        assertThat(intake.max()).isEqualTo(10);
        assertThat(manager.reading().following())
                .containsExactly(new FollowingLimit("bulkhead.intake", List.of("bulkhead.stock"), 0.1, List.of()));
    }

    @Test
    void limitAndControllerMayComeLaterAndUntilThenTheReadingSaysWhoIsMissing() {
        manager.follow("bulkhead.intake", Follow.DEFAULT, "bulkhead.stock", BackpressureManager.PROCESS);
        seconds(1);
        assertThat(manager.reading().following().get(0).missing()).containsExactly("bulkhead.intake", "bulkhead.stock");
        manager.register("bulkhead.stock", () -> Load.measured(1, "stock"));
        manager.limit("bulkhead.intake", intake);
        seconds(1);
        assertThat(manager.reading().following().get(0).missing()).isEmpty();
        assertThat(intake.max()).isEqualTo(10);
    }

    @Test
    void aLimitMadeAnewUnderTheSameNameIsHeldDownToo() {
        intakeFollowsStock();
        stock = 1;
        seconds(1);
        Bulkhead other = new Bulkhead("intake", 50, 0, clock, alarm);
        manager.limit("bulkhead.intake", other);
        seconds(1);
        assertThat(other.max()).isEqualTo(5);
    }

    @Test
    void theWholeProcessIsFollowedWithoutThoseWhoFollow() {
        manager.limit("bulkhead.intake", intake);
        manager.register("bulkhead.intake", () -> Load.measured(intake.max() < 100 ? 1 : 0, "refuses while held down"));
        manager.follow("bulkhead.intake", Follow.DEFAULT, BackpressureManager.PROCESS);
        manager.register("memory", () -> Load.measured(stock, "memory"));
        stock = 1;
        seconds(1);
        assertThat(intake.max()).isEqualTo(10);
        stock = 0;
        seconds(60);
        assertThat(intake.max()).isEqualTo(100);
    }

    @Test
    void nobodyFollowsHimself() {
        manager.follow("bulkhead.b", Follow.DEFAULT, "bulkhead.c");
        manager.follow("bulkhead.a", Follow.DEFAULT, "bulkhead.b");
        assertThatThrownBy(() -> manager.follow("bulkhead.c", Follow.DEFAULT, "bulkhead.x", "bulkhead.a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[pressure-circle] bulkhead.c would follow [bulkhead.x, bulkhead.a] and so, in the end, itself:"
                                + " held down it refuses more, and would never recover; follow what lies downstream of it");
        assertThatThrownBy(() -> manager.follow("bulkhead.c", Follow.DEFAULT, "bulkhead.c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manager.follow("bulkhead.c", Follow.DEFAULT))
                .hasMessage("[pressure-nobody] bulkhead.c is to follow, but nobody; name at least one controller, or"
                        + " BackpressureManager.PROCESS");
    }

    @Test
    void rulesThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Follow.DEFAULT.between(0.9, 0.9))
                .hasMessage("[pressure-follow] a limit cannot follow pressure from 0.9 to 0.9; give two rising numbers"
                        + " between 0 and 1");
        assertThatThrownBy(() -> Follow.DEFAULT.between(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Follow.DEFAULT.downTo(0))
                .hasMessage("[pressure-floor] the floor is 0.0; give a share above 0 and at most 1: a limit that lets"
                        + " nothing pass would never see pressure fall");
        assertThatThrownBy(() -> Follow.DEFAULT.recoveringIn(Duration.ofNanos(-1)))
                .hasMessage("[pressure-recovery] the recovery is PT-0.000000001S; give zero or a longer time");
    }

    @Test
    void aLimitThatThrowsStopsNobodyElse() {
        manager.limit("bulkhead.broken", share -> {
            throw new IllegalStateException("broken");
        });
        manager.follow("bulkhead.broken", Follow.DEFAULT, "bulkhead.stock");
        intakeFollowsStock();
        stock = 1;
        seconds(1);
        assertThat(intake.max()).isEqualTo(10);
        assertThat(manager.failures()).isPositive();
    }

    @Test
    void whateverPressureDoesTheShareStaysInRangeAndNeverRisesFasterThanItMay() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            double from = random.nextDouble() * 0.9;
            double to = from + (1 - from) * (0.01 + 0.99 * random.nextDouble());
            Follow rule = new Follow(from, to, 0.01 + 0.99 * random.nextDouble(), Duration.ofSeconds(10));
            double share = 1;
            for (int i = 0; i < 50; i++) {
                double pressure = random.nextDouble();
                long elapsed = random.nextInt(5) * SECOND / 2;
                double next = rule.next(share, pressure, elapsed);
                String what = "seed " + SEED + ", round " + round + ", " + rule + " from " + share + " at " + pressure;
                assertThat(next).as(what).isBetween(rule.floor() - 1e-9, 1.0);
                assertThat(next).as(what).isLessThanOrEqualTo(Math.max(rule.share(pressure), rule.floor()));
                double most = (1 - rule.floor()) * elapsed / (10.0 * SECOND);
                assertThat(next - share).as(what).isLessThanOrEqualTo(most + 1e-9);
                share = next;
            }
            assertThat(rule.next(share, 0, 11 * SECOND)).as("seed " + SEED).isEqualTo(1);
        }
    }
}
