package dev.flyball.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls by hand on a clock that the body moves; the alarm rings in the body's own thread. */
class TimeoutTest {

    private final ManualClock clock = new ManualClock(1);
    private final ManualAlarm alarm = new ManualAlarm(clock);
    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final Timeout second = timeout("payments", TimeoutSpec.of(Duration.ofSeconds(1)));

    private Timeout timeout(String name, TimeoutSpec spec) {
        return new Timeout(name, spec, clock, alarm, elsewhere::add);
    }

    private <T> Callable<T> taking(String time, T result) {
        return () -> {
            clock.advance(Duration.parse("PT" + time));
            return result;
        };
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** What a blocking body does once its thread is interrupted. */
    private void block(String time) throws InterruptedException {
        clock.advance(Duration.parse("PT" + time));
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped");
        }
    }

    @AfterEach
    void noInterruptIsLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCallWithinItsTimeEndsAsItsBodyDoes() throws Exception {
        assertThat(second.call(taking("0.9S", "paid"))).isEqualTo("paid");
        assertThatThrownBy(() -> second.call(() -> {
                    throw new IOException("no paper");
                }))
                .hasMessage("no paper");

        assertThat(second.snapshot()).isEqualTo(new Timeout.Snapshot(2, 0, 0));
    }

    @Test
    void aBodyThatStopsWhenInterruptedEndsAtItsDeadline() {
        CallTimedOutException late = (CallTimedOutException) catchThrowable(() -> second.run(() -> {
            try {
                block("1S");
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }));

        assertThat(late)
                .hasMessage("[timed-out] payments took 1s; timeout \"payments\" gave it 1s."
                        + " Raise its value, or look at what the call waited for")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(late.method()).isEqualTo("payments");
        assertThat(late.policy()).isEqualTo("payments");
        assertThat(late.limit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(late.took()).isEqualTo(Duration.ofSeconds(1));
        assertThat(second.snapshot()).isEqualTo(new Timeout.Snapshot(0, 1, 0));
    }

    @Test
    void aBodyThatIgnoresTheInterruptReturnsLateAndItsResultIsDropped() {
        assertThatThrownBy(() -> second.call(taking("2.5S", "paid")))
                .isInstanceOf(CallTimedOutException.class)
                .hasNoCause()
                .hasMessageContaining("took 2.5s");

        assertThat(second.snapshot()).isEqualTo(new Timeout.Snapshot(0, 0, 1));
    }

    @Test
    void withoutInterruptTheThreadIsLeftAloneAndTheCallEndsLate() {
        Timeout patient =
                timeout("reports", TimeoutSpec.of(Duration.ofSeconds(1)).withoutInterrupt());

        assertThatThrownBy(() -> patient.call(() -> {
                    clock.advance(Duration.ofSeconds(3));
                    assertThat(interrupted()).isFalse();
                    return "drawn";
                }))
                .isInstanceOf(CallTimedOutException.class);
        assertThat(patient.snapshot()).isEqualTo(new Timeout.Snapshot(0, 0, 1));
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void anErrorFliesAsItIs() {
        AssertionError error = new AssertionError("broken");

        assertThatThrownBy(() -> second.call(() -> {
                    clock.advance(Duration.ofSeconds(2));
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void anInterruptFromElsewhereThatCameBeforeTheDeadlineStays() {
        assertThatThrownBy(() -> second.call(() -> {
                    Thread.currentThread().interrupt();
                    clock.advance(Duration.ofSeconds(2));
                    return "paid";
                }))
                .isInstanceOf(CallTimedOutException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptFromElsewhereDuringACallInTimeStays() throws Exception {
        second.call(() -> {
            Thread.currentThread().interrupt();
            return "paid";
        });

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aThreadThatWasInterruptedBeforeTheCallStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> second.call(taking("2S", "paid"))).isInstanceOf(CallTimedOutException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void ourInterruptIsTakenAwayThoughTheBodySetItAgain() {
        assertThatThrownBy(() -> second.call(() -> {
                    try {
                        block("2S");
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return "paid";
                }))
                .isInstanceOf(CallTimedOutException.class);
    }

    @Test
    void anAlarmThatRingsAfterTheCallStrikesNobody() throws Exception {
        second.call(taking("0.5S", "paid"));
        clock.advance(Duration.ofSeconds(5));

        assertThat(interrupted()).isFalse();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void theNextCallHasItsWholeTimeThoughTheAlarmRingsForTheOneBefore() throws Exception {
        second.call(taking("0.5S", "paid"));

        assertThat(second.call(taking("0.9S", "paid too"))).isEqualTo("paid too");
        assertThatThrownBy(() -> second.call(taking("1S", "never"))).isInstanceOf(CallTimedOutException.class);
    }

    @Test
    void aThousandCallsAskTheAlarmOnce() throws Exception {
        for (int i = 0; i < 1000; i++) {
            second.call(() -> "paid");
            assertThat(alarm.pending()).isEqualTo(1);
        }
    }

    @Test
    void aShorterTimeoutOnTheSameThreadIsNotKeptWaitingByALongerOne() throws Exception {
        Timeout hour = timeout("export", TimeoutSpec.of(Duration.ofHours(1)));
        hour.call(() -> "exported");

        assertThatThrownBy(() -> second.call(() -> {
                    block("1S");
                    return "paid";
                }))
                .isInstanceOf(CallTimedOutException.class)
                .hasMessageContaining("took 1s");
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aChangedValueHoldsForTheNextCalls() throws Exception {
        second.call(() -> {
            second.change(TimeoutSpec.of(Duration.ofSeconds(10)));
            return "paid";
        });

        assertThat(second.call(taking("9S", "paid"))).isEqualTo("paid");
    }

    // ---- nesting ---------------------------------------------------------------------------------------------

    @Test
    void anInnerCallHasNoMoreTimeThanTheOuterOneHasLeft() {
        Timeout hour = timeout("export", TimeoutSpec.of(Duration.ofHours(1)));
        Throwable[] inner = new Throwable[1];

        assertThatThrownBy(() -> second.call(() -> {
                    clock.advance(Duration.ofMillis(700));
                    inner[0] = catchThrowable(() -> hour.call(() -> {
                        block("0.3S");
                        return "exported";
                    }));
                    throw (Exception) inner[0];
                }))
                .isInstanceOf(CallTimedOutException.class)
                .hasMessageContaining("payments took 1s")
                .cause()
                .isSameAs(inner[0]);
        assertThat(inner[0]).hasMessageContaining("export took 300ms; timeout \"export\" gave it 300ms");
    }

    @Test
    void anInnerCallMayHaveLessTimeThanTheOuterOne() throws Exception {
        Timeout minute = timeout("order", TimeoutSpec.of(Duration.ofMinutes(1)));

        String answer = minute.call(() -> {
            assertThatThrownBy(() -> second.call(taking("1S", "paid"))).isInstanceOf(CallTimedOutException.class);
            assertThat(interrupted()).isFalse();
            return "ordered";
        });

        assertThat(answer).isEqualTo("ordered");
    }

    @Test
    void theInterruptOfAnOuterCallOutlivesThatOfTheInnerOne() {
        Timeout half = timeout("stock", TimeoutSpec.of(Duration.ofMillis(500)));

        assertThatThrownBy(() -> second.call(() -> {
                    assertThatThrownBy(() -> half.call(taking("2S", "in stock")))
                            .isInstanceOf(CallTimedOutException.class);
                    assertThat(interrupted()).as("the outer call's time is up").isTrue();
                    return "paid";
                }))
                .isInstanceOf(CallTimedOutException.class);
    }

    @Test
    void whatCleansUpAfterATimeoutHasItsOwnTime() {
        Timeout hour = timeout("export", TimeoutSpec.of(Duration.ofHours(1)));
        String[] cleaned = new String[1];

        assertThatThrownBy(() -> second.call(() -> {
                    try {
                        block("1S");
                    } catch (InterruptedException stopped) {
                        cleaned[0] = hour.call(taking("5S", "cleaned"));
                    }
                    return "paid";
                }))
                .isInstanceOf(CallTimedOutException.class);
        assertThat(cleaned[0]).isEqualTo("cleaned");
    }

    @Test
    void aCallWithoutInterruptLimitsTheCallsInsideIt() {
        Timeout patient =
                timeout("reports", TimeoutSpec.of(Duration.ofSeconds(1)).withoutInterrupt());
        Timeout hour = timeout("export", TimeoutSpec.of(Duration.ofHours(1)));

        assertThatThrownBy(() -> patient.call(() -> {
                    assertThatThrownBy(() -> hour.call(taking("1S", "exported")))
                            .isInstanceOf(CallTimedOutException.class);
                    assertThat(interrupted()).isFalse();
                    return "drawn";
                }))
                .isInstanceOf(CallTimedOutException.class);
    }

    @Test
    void recursionToAnyDepthEndsEveryCallOnce() {
        assertThatThrownBy(() -> deep(20)).isInstanceOf(CallTimedOutException.class);

        assertThat(second.snapshot().timedOut() + second.snapshot().late()).isEqualTo(21);
    }

    private String deep(int more) throws Exception {
        return second.call(() -> {
            if (more > 0) {
                return deep(more - 1);
            }
            clock.advance(Duration.ofSeconds(2));
            return "bottom";
        });
    }

    // ---- stages ----------------------------------------------------------------------------------------------

    @Test
    void aStageInTimeCompletesAsItsSourceDoes() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> call = second.stage(() -> source);
        clock.advance(Duration.ofMillis(900));
        source.complete("paid");

        assertThat(call).isCompletedWithValue("paid");
        assertThat(alarm.pending()).isZero();
        assertThat(second.snapshot()).isEqualTo(new Timeout.Snapshot(1, 0, 0));
    }

    @Test
    void aStageFailsAtItsDeadlineElsewhereThanOnTheAlarmAndItsSourceIsCancelled() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> call = second.stage(() -> source);
        clock.advance(Duration.ofSeconds(1));
        assertThat(call).isNotDone();

        elsewhere.remove().run();

        assertThatThrownBy(call::join).hasCauseInstanceOf(CallTimedOutException.class);
        assertThat(source).isCancelled();
        assertThat(second.snapshot()).isEqualTo(new Timeout.Snapshot(0, 1, 0));
    }

    @Test
    void cancellingAStageCancelsItsSource() {
        CompletableFuture<String> source = new CompletableFuture<>();
        second.stage(() -> source).cancel(true);

        assertThat(source).isCancelled();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aBodyThatTakesTooLongToAnswerWithAStageFailsIt() {
        CompletableFuture<String> call = second.stage(() -> {
            clock.advance(Duration.ofSeconds(2));
            return new CompletableFuture<>();
        });
        elsewhere.remove().run();

        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void aNullStageIsAFailure() {
        assertThatThrownBy(() -> second.stage(() -> null)).hasMessage("the body answered null instead of a stage");
    }

    @Test
    void aValueMustBeLongerThanNothing() {
        assertThatThrownBy(() -> TimeoutSpec.of(Duration.ZERO))
                .hasMessage("[timeout-value] timeout: value is PT0S; it must be longer than 0s");
    }

    @Test
    void valuesOfAnyLengthAreAccepted() throws Exception {
        Timeout ages = timeout("ages", TimeoutSpec.of(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(ages.call(taking("100H", "done"))).isEqualTo("done");
    }

    @Test
    void anAlarmThatFailsLeavesNoDeadlineBehind() throws Exception {
        boolean[] broken = {true};
        Timeout timeout = new Timeout(
                "payments",
                TimeoutSpec.of(Duration.ofSeconds(1)),
                clock,
                (deadline, task) -> {
                    if (broken[0]) {
                        throw new IllegalStateException("no alarm");
                    }
                    return alarm.at(deadline, task);
                },
                elsewhere::add);
        assertThatThrownBy(() -> timeout.call(() -> "paid")).hasMessage("no alarm");
        broken[0] = false;

        assertThat(timeout.call(() -> "paid")).isEqualTo("paid");
        assertThat(alarm.pending()).isEqualTo(1);
    }
}
