package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.call.CallTimedOutException;
import dev.flyball.runtime.concurrency.Bulkhead;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.pipeline.Instances;
import dev.flyball.runtime.timeout.Timeout;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timeouts of plain methods, as wrappers and woven bytecode reach them. */
class TimeoutSiteTest {

    private static final MethodType ENTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType EXIT = MethodType.methodType(Object[].class, Object.class, Throwable.class);

    private final Bench bench = new Bench();
    private final Instances instances = bench.governance.instances();
    private final Queue<Callable<Integer>> script = new ArrayDeque<>();
    private final List<Event> refusals = new ArrayList<>();

    static PolicyPlan timeout(String value) {
        return Bench.policy(PolicyKind.TIMEOUT, "value", value);
    }

    private static PolicyPlan waiting(String maxWait) {
        return Bench.policy(PolicyKind.BULKHEAD, "max", "1", "maxWaiting", "1", "maxWait", maxWait);
    }

    /** A method, and the three things around it that it can be governed by. */
    interface Method {
        int place() throws Throwable;
    }

    private int body() throws Exception {
        Callable<Integer> next = script.poll();
        return next == null ? 5 : next.call();
    }

    private Callable<Integer> taking(String time, int result) {
        return () -> {
            bench.clock.advance(Duration.parse("PT" + time));
            return result;
        };
    }

    private Callable<Integer> blocking(String time) {
        return () -> {
            bench.clock.advance(Duration.parse("PT" + time));
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped");
            }
            return 5;
        };
    }

    private static int instead(Throwable cause) {
        return cause instanceof CallTimedOutException ? -1 : -2;
    }

    static final class Woven {
        private final TimeoutSiteTest test;
        MethodHandle enter = MethodHandles.empty(ENTER);
        MethodHandle exit = MethodHandles.empty(EXIT);
        private final boolean rescued;

        Woven(TimeoutSiteTest test, boolean rescued) {
            this.test = test;
            this.rescued = rescued;
        }

        int place() throws Throwable {
            Object ticket = (Object) enter.invokeExact((Object) this);
            boolean skip = ticket instanceof Object[];
            Integer result;
            Throwable failure;
            Object[] end;
            do {
                result = 0;
                failure = null;
                if (!skip) {
                    try {
                        result = test.body();
                    } catch (Throwable thrown) {
                        failure = thrown;
                    }
                }
                skip = false;
                end = rescued
                        ? (Object[]) exit.invokeExact(ticket, failure, (Object) this)
                        : (Object[]) exit.invokeExact(ticket, failure);
                if (end != null) {
                    result = (Integer) end[1];
                    failure = (Throwable) end[2];
                }
            } while (end != null && end[0] != null);
            if (failure != null) {
                throw failure;
            }
            return result;
        }

        int instead(Throwable cause) {
            return TimeoutSiteTest.instead(cause);
        }
    }

    private Method woven(String fallback, PolicyPlan... policies) throws ReflectiveOperationException {
        Installation site = bench.site(Woven.class, "()I", fallback, false, List.of(), policies);
        Weaving weaving = new Weaving(MethodHandles.lookup().in(Woven.class), site.method(), false);
        Woven desk = new Woven(this, !fallback.isEmpty());
        MethodType exit = fallback.isEmpty() ? EXIT : EXIT.appendParameterTypes(Object.class);
        desk.enter = site.weave(p -> weaving.enter(ENTER, p)).dynamicInvoker();
        desk.exit = site.weave(p -> weaving.exit(exit, p)).dynamicInvoker();
        return () -> {
            assertThat(site.woven()).isTrue();
            return desk.place();
        };
    }

    /** Exactly what the processor generates, without and with a retry, without and with a fallback. */
    private Method wrapped(String fallback, PolicyPlan... policies) {
        Installation installation = bench.site(TimeoutSiteTest.class, "()I", fallback, false, List.of(), policies);
        Site site = installation.site();
        boolean rescued = !fallback.isEmpty();
        boolean repeats = Stream.of(policies).anyMatch(policy -> policy.kind() == PolicyKind.RETRY);
        return () -> {
            assertThat(installation.woven()).isFalse();
            Object ticket = site.enter(this);
            if (ticket instanceof Skip) {
                return rescued ? site.exit(ticket, 0, TimeoutSiteTest::instead) : site.exit(ticket, 0);
            }
            int result = 0;
            do {
                try {
                    result = body();
                } catch (Throwable failure) {
                    if (rescued
                            ? site.rethrows(ticket, failure, TimeoutSiteTest::instead)
                            : site.rethrows(ticket, failure)) {
                        throw failure;
                    }
                }
            } while (repeats && site.repeats(ticket));
            return rescued ? site.exit(ticket, result, TimeoutSiteTest::instead) : site.exit(ticket, result);
        };
    }

    private List<Method> both(String fallback, PolicyPlan... policies) throws ReflectiveOperationException {
        return List.of(wrapped(fallback, policies), woven(fallback, policies));
    }

    private Timeout.Snapshot counts() {
        return instances.timeout("desk").orElseThrow().snapshot();
    }

    private Bulkhead bulkhead() {
        return instances.bulkhead("desk").orElseThrow();
    }

    @AfterEach
    void noInterruptIsLeftBehindAndNoPlaceTaken() {
        assertThat(Thread.interrupted()).isFalse();
        instances.bulkhead("desk").ifPresent(desk -> assertThat(desk.inFlight()).isZero());
    }

    @Test
    void aMethodWithinItsTimeReturnsWhatItsBodyReturns() throws Throwable {
        for (Method method : both("", timeout("1s"))) {
            assertThat(method.place()).isEqualTo(5);
        }
        assertThat(counts()).isEqualTo(new Timeout.Snapshot(2, 0, 0));
    }

    @Test
    void aResultThatComesTooLateIsReplacedByTheException() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.bulkhead(1))) {
            script.add(taking("2S", 7));

            assertThatThrownBy(method::place)
                    .isInstanceOf(CallTimedOutException.class)
                    .hasMessageContaining(".place took 2s; timeout \"desk\" gave it 1s");
            assertThat(method.place()).isEqualTo(5);
        }
        assertThat(counts()).isEqualTo(new Timeout.Snapshot(2, 0, 2));
    }

    @Test
    void aFailureThatComesTooLateIsTheCause() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.bulkhead(1))) {
            script.add(blocking("1S"));

            assertThatThrownBy(method::place)
                    .isInstanceOf(CallTimedOutException.class)
                    .cause()
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("stopped");
        }
        assertThat(counts()).isEqualTo(new Timeout.Snapshot(0, 2, 0));
    }

    @Test
    void aFallbackAnswersForACallThatTimedOutHoweverItsBodyEnded() throws Throwable {
        for (Method method : both("instead", timeout("1s"))) {
            script.add(taking("2S", 7));
            assertThat(method.place()).isEqualTo(-1);
            script.add(blocking("2S"));
            assertThat(method.place()).isEqualTo(-1);
            assertThat(method.place()).isEqualTo(5);
        }
    }

    @Test
    void aFailedFallbackIsNotAskedAgain() throws Throwable {
        Site site = bench.site(TimeoutSiteTest.class, "()I", "instead", false, List.of(), timeout("1s"))
                .site();
        int[] asked = new int[1];
        Fallback<Integer> broken = cause -> {
            asked[0]++;
            throw new IllegalStateException("no ink", null);
        };
        for (int i = 0; i < 2; i++) {
            Object ticket = site.enter(null);
            bench.clock.advance(Duration.ofSeconds(2));
            boolean fails = i == 0;
            Throwable ending = catchThrowable(() -> {
                if (fails) {
                    assertThat(site.rethrows(ticket, new IOException("late"), broken))
                            .isFalse();
                }
                site.exit(ticket, 0, broken);
            });
            assertThat(ending).hasMessage("no ink");
            assertThat(ending.getSuppressed()).singleElement().isInstanceOf(CallTimedOutException.class);
            assertThat(asked[0]).isEqualTo(i + 1);
        }
    }

    @Test
    void eachAttemptHasATimeOfItsOwn() throws Throwable {
        for (Method method : both("", Bench.retry(3, "10ms"), timeout("1s"), Bench.bulkhead(1))) {
            script.add(taking("2S", 7));
            script.add(blocking("1S"));
            script.add(taking("0.9S", 8));

            assertThat(method.place()).isEqualTo(8);
        }
        assertThat(counts()).isEqualTo(new Timeout.Snapshot(2, 2, 2));
    }

    @Test
    void theLastAttemptsTimeoutFliesWithTheEarlierOnesSuppressed() throws Throwable {
        for (Method method : both("", Bench.retry(2, "10ms"), timeout("1s"))) {
            script.add(blocking("1S"));
            script.add(taking("2S", 7));

            Throwable ending = catchThrowable(method::place);

            assertThat(ending).isInstanceOf(CallTimedOutException.class).hasNoCause();
            assertThat(ending.getSuppressed()).singleElement().isInstanceOf(CallTimedOutException.class);
        }
    }

    @Test
    void aFallbackAnswersOnceTheAttemptsAreSpent() throws Throwable {
        for (Method method : both("instead", Bench.retry(2, "10ms"), timeout("1s"))) {
            script.add(taking("2S", 7));
            script.add(taking("2S", 7));

            assertThat(method.place()).isEqualTo(-1);
            assertThat(script).isEmpty();
        }
    }

    @Test
    void aBreakerOutsideCountsATimeoutAsAFailure() throws Throwable {
        Method method = wrapped("", Bench.breaker(2), timeout("1s"));
        script.add(taking("2S", 7));
        script.add(blocking("2S"));
        assertThatThrownBy(method::place).isInstanceOf(CallTimedOutException.class);
        assertThatThrownBy(method::place).isInstanceOf(CallTimedOutException.class);

        assertThatThrownBy(method::place).hasMessageContaining("[circuit-open]");
    }

    @Test
    void anAdaptiveLimitInsideTakesATimeoutForADropThoughTheBodyReturned() throws Throwable {
        Method method = wrapped(
                "",
                timeout("1s"),
                Bench.policy(
                        PolicyKind.ADAPTIVE_CONCURRENCY, "algorithm", "AIMD", "initial", "20", "targetLatency", "9s"));
        bench.clock.advance(Duration.ofMinutes(1));
        script.add(taking("2S", 7));
        assertThatThrownBy(method::place).isInstanceOf(CallTimedOutException.class);
        bench.clock.advance(Duration.ofMinutes(1));
        method.place();

        assertThat(instances.adaptiveLimit("desk").orElseThrow().limit()).isLessThan(20);
    }

    @Test
    void waitingForAPlaceCountsAndEndsAsATimeoutNotAsARefusal() throws Throwable {
        bench.governance.events().on(Event.Rejected.class, refusals::add);
        for (Method method : both("", timeout("1s"), waiting("1m"))) {
            bulkhead().tryAcquire();

            assertThatThrownBy(method::place)
                    .isInstanceOf(CallTimedOutException.class)
                    .cause()
                    .hasMessageContaining("[bulkhead-interrupted]");

            assertThat(bulkhead().waiting()).isZero();
            bulkhead().release();
            assertThat(method.place()).isEqualTo(5);
        }
        assertThat(refusals).isEmpty();
    }

    @Test
    void aRefusalInTimeStaysOneAndCountsAsNoCall() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.bulkhead(1))) {
            bulkhead().tryAcquire();
            assertThatThrownBy(method::place).hasMessageContaining("[bulkhead-full]");
            bulkhead().release();
        }
        assertThat(counts()).isEqualTo(new Timeout.Snapshot(0, 0, 0));
    }

    @Test
    void anInterruptFromElsewhereWhileWaitingStaysARefusal() throws Throwable {
        Method method = wrapped("", timeout("1s"), waiting("1m"));
        bulkhead().tryAcquire();
        Thread.currentThread().interrupt();

        assertThatThrownBy(method::place).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        bulkhead().release();
    }

    @Test
    void waitingForAPermitIsNotTheCalleesTime() throws Throwable {
        for (Method method : both("", Bench.rate(1, "10m"), timeout("1s"))) {
            method.place();
            script.add(taking("0.9S", 7));

            assertThat(method.place()).isEqualTo(7);
        }
    }

    @Test
    void aWaitOnceTheTimeIsUpEndsInACauseOfTheTimeout() throws Throwable {
        Method method = wrapped("", Bench.retry(2, "10ms"), timeout("1s"), waiting("2s"));
        bulkhead().tryAcquire();

        Throwable ending = catchThrowable(method::place);

        assertThat(ending).isInstanceOf(CallTimedOutException.class);
        assertThat(ending.getSuppressed()).singleElement().isInstanceOf(CallTimedOutException.class);
        bulkhead().release();
    }

    // ---- a timeout outside the retry, by configured order ----------------------------------------------------

    @Test
    void aTimeoutOutsideARetryIsForAllAttempts() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.retry(9, "300ms"))) {
            script.clear();
            for (int i = 0; i < 9; i++) {
                script.add(() -> {
                    throw new IOException("no paper");
                });
            }

            assertThatThrownBy(method::place)
                    .isInstanceOf(CallTimedOutException.class)
                    .hasMessageContaining("gave it 1s")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(script).hasSize(6);
        }
        assertThat(counts().timedOut()).isEqualTo(2);
    }

    @Test
    void noAttemptFollowsThoughTheBodyHidesTheInterrupt() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.retry(9, "0s"))) {
            script.clear();
            script.add(() -> {
                try {
                    return blocking("2S").call();
                } catch (InterruptedException hidden) {
                    throw new IOException("no paper", hidden);
                }
            });
            script.add(() -> 7);

            assertThatThrownBy(method::place).isInstanceOf(CallTimedOutException.class);
            assertThat(script).hasSize(1);
        }
    }

    @Test
    void aResultAfterAllAttemptsHadTheirTimeIsLate() throws Throwable {
        for (Method method : both("", timeout("1s"), Bench.retry(9, "0s"))) {
            script.add(taking("2S", 7));

            assertThatThrownBy(method::place).isInstanceOf(CallTimedOutException.class);
            assertThat(method.place()).isEqualTo(5);
        }
    }

    // ---- reload ----------------------------------------------------------------------------------------------

    @Test
    void voidMethodsThrowTooThroughAWrapper() {
        Site site = bench.site(TimeoutSiteTest.class, "()V", "", false, List.of(), timeout("1s"))
                .site();
        Object ticket = site.enter(this);
        bench.clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> site.<@Nullable Object>exit(ticket, null)).isInstanceOf(CallTimedOutException.class);
    }

    @Test
    void aCallIsSettledUnderThePipelineThatAdmittedItThoughAnotherIsInForce() throws Throwable {
        Installation installation =
                bench.site(TimeoutSiteTest.class, "()I", "", false, List.of(), timeout("1s"), Bench.bulkhead(1));
        Site site = installation.site();
        Object ticket = site.enter(this);
        installation.disarm();
        bench.clock.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> site.exit(ticket, 7)).isInstanceOf(CallTimedOutException.class);
    }
}
