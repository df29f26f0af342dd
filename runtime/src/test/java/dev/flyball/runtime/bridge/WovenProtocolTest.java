package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.model.PolicyKind;
import dev.flyball.model.PolicyPlan;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.degrade.DegradedException;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.rate.RateLimitedException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two moments as woven bytecode calls them. */
class WovenProtocolTest {

    private static final MethodType ENTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType EXIT = MethodType.methodType(Object[].class, Object.class, Throwable.class);

    private final Bench bench = new Bench();

    /** A class whose method is woven by hand: {@code place} is what bytecode makes of {@code body}. */
    static class Desk {
        final Queue<Exception> failures = new ArrayDeque<>();
        MethodHandle enter = MethodHandles.empty(ENTER);
        MethodHandle exit = MethodHandles.empty(EXIT);
        boolean passArguments;

        @Nullable
        Error error;

        int ran;

        int place(String order, long count) throws Throwable {
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
                        result = body(order, count);
                    } catch (Throwable thrown) {
                        failure = thrown;
                    }
                }
                skip = false;
                end = passArguments
                        ? (Object[]) exit.invokeExact(ticket, failure, (Object) this, order, count)
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

        private int body(String order, long count) throws Exception {
            ran++;
            if (error != null) {
                throw error;
            }
            Exception failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return order.length() + (int) count;
        }

        private int instead(String order, long count, RefusedException refusal) {
            return -order.length() - (int) count;
        }

        int instead(IOException broken) {
            return -1000;
        }
    }

    private Desk woven(String fallback, PolicyPlan... policies) throws ReflectiveOperationException {
        String descriptor = "(Ljava/lang/String;J)I";
        Installation site = bench.site(Desk.class, descriptor, fallback, false, List.of(), policies);
        Weaving weaving = new Weaving(MethodHandles.lookup().in(Desk.class), site.method(), false);
        Desk desk = new Desk();
        desk.passArguments = !fallback.isEmpty();
        desk.enter = site.weave(p -> weaving.enter(ENTER, p)).dynamicInvoker();
        MethodType exit = desk.passArguments ? EXIT.appendParameterTypes(Object.class, String.class, long.class) : EXIT;
        desk.exit = site.weave(p -> weaving.exit(exit, p)).dynamicInvoker();
        return desk;
    }

    @Test
    void anAdmittedCallReturnsWhatTheBodyReturns() throws Throwable {
        assertThat(woven("", Bench.bulkhead(1)).place("tea", 2)).isEqualTo(5);
    }

    @Test
    void aRefusalOfAPrimitiveMethodIsNotLostInUnboxing() throws Throwable {
        Desk desk = woven("", Bench.rate(1, "0s"));
        desk.place("tea", 2);

        assertThatThrownBy(() -> desk.place("tea", 2)).isInstanceOf(RateLimitedException.class);
        assertThat(desk.ran).isEqualTo(1);
    }

    @Test
    void aFailureFliesAsItIs() throws Throwable {
        Desk desk = woven("", Bench.bulkhead(1));
        IOException failure = new IOException("no paper");
        desk.failures.add(failure);

        assertThatThrownBy(() -> desk.place("tea", 2)).isSameAs(failure);
        assertThat(desk.place("tea", 2)).isEqualTo(5);
    }

    @Test
    void theBodyRunsAgainWhereARetryGateSaysSo() throws Throwable {
        Desk desk = woven("", Bench.retry(3, "10ms"), Bench.bulkhead(1));
        desk.failures.add(new IOException("first"));
        desk.failures.add(new IOException("second"));

        assertThat(desk.place("tea", 2)).isEqualTo(5);
        assertThat(desk.ran).isEqualTo(3);
    }

    @Test
    void theFallbackOfTheMostSpecificCauseAnswers() throws Throwable {
        Desk desk = woven("instead", Bench.rate(2, "0s"));
        desk.failures.add(new IOException("no paper"));
        assertThat(desk.place("tea", 2)).isEqualTo(-1000);
        desk.place("tea", 2);

        assertThat(desk.place("tea", 2)).isEqualTo(-5);
    }

    @Test
    void theFallbackAnswersForCallsGivenUpUnderPressure() throws Throwable {
        Desk desk = woven("instead", Bench.policy(PolicyKind.DEGRADABLE), Bench.retry(3, "10ms"), Bench.bulkhead(1));
        assertThat(desk.place("tea", 2)).isEqualTo(5);
        bench.pressure.to(PressureLevel.HIGH);

        assertThat(desk.place("tea", 2)).isEqualTo(-5);
        assertThat(desk.ran).isEqualTo(1);
    }

    @Test
    void callsGivenUpUnderPressureAreRefusedWithoutAFallback() throws Throwable {
        Desk desk = woven("", Bench.policy(PolicyKind.DEGRADABLE, "priority", "LOW"));
        bench.pressure.to(PressureLevel.ELEVATED);

        assertThatThrownBy(() -> desk.place("tea", 2)).isInstanceOf(DegradedException.class);
        assertThat(desk.ran).isZero();
    }

    @Test
    void aFailureThatNoFallbackTakesFliesAsItIs() throws Throwable {
        Desk desk = woven("instead", Bench.rate(2, "0s"));
        IllegalStateException failure = new IllegalStateException("no ink");
        desk.failures.add(failure);

        assertThatThrownBy(() -> desk.place("tea", 2)).isSameAs(failure);
    }

    @Test
    void anErrorNeverReachesAFallback() throws Throwable {
        Desk desk = woven("instead", Bench.bulkhead(1));
        desk.error = new StackOverflowError();

        assertThatThrownBy(() -> desk.place("tea", 2)).isSameAs(desk.error);
    }

    @Test
    void aMissingFallbackIsSaidWhenTheMethodIsLinked() {
        assertThatThrownBy(() -> woven("nothing", Bench.bulkhead(1)))
                .hasMessage("[fallback-not-linked] WovenProtocolTest.Desk.place: no method nothing in"
                        + " dev.flyball.runtime.bridge.WovenProtocolTest$Desk or above it takes its parameters or none,"
                        + " each optionally followed by a Throwable, and returns int");
    }

    /** A stage method, woven by hand. */
    static class Mail {
        final Queue<CompletableFuture<String>> stages = new ArrayDeque<>();
        MethodHandle enter = MethodHandles.empty(ENTER);
        MethodHandle exit = MethodHandles.empty(EXIT);
        boolean carried;
        int ran;

        CompletionStage<String> place(String letter) throws Throwable {
            Object ticket = carried
                    ? (Object) enter.invokeExact((Object) this, letter)
                    : (Object) enter.invokeExact((Object) this);
            boolean skip = ticket instanceof Object[];
            CompletionStage<String> result = null;
            Throwable failure = null;
            if (!skip) {
                try {
                    ran++;
                    result = stages.remove();
                } catch (Throwable thrown) {
                    failure = thrown;
                }
            }
            Object[] end = (Object[]) exit.invokeExact(ticket, (Object) result, failure);
            if (end != null) {
                @SuppressWarnings("unchecked")
                CompletionStage<String> given = (CompletionStage<String>) end[1];
                result = given;
                failure = (Throwable) end[2];
            }
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    private Mail mail(PolicyPlan... policies) throws ReflectiveOperationException {
        String descriptor = "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;";
        Installation site = bench.site(Mail.class, descriptor, "", true, List.of(), policies);
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(Mail.class, MethodHandles.lookup());
        Weaving weaving = new Weaving(inside, site.method(), false);
        Mail mail = new Mail();
        mail.carried = site.method().carried();
        MethodType enter = mail.carried ? ENTER.appendParameterTypes(String.class) : ENTER;
        MethodType exit = MethodType.methodType(Object[].class, Object.class, Object.class, Throwable.class);
        mail.enter = site.weave(p -> weaving.enter(enter, p)).dynamicInvoker();
        mail.exit = site.weave(p -> weaving.exit(exit, p)).dynamicInvoker();
        return mail;
    }

    @Test
    void aStageMethodHoldsItsPlaceUntilTheStageCompletes() throws Throwable {
        Mail mail = mail(Bench.bulkhead(1));
        CompletableFuture<String> first = new CompletableFuture<>();
        mail.stages.add(first);
        mail.stages.add(CompletableFuture.completedFuture("sent"));

        assertThat(mail.place("a")).isSameAs(first);
        assertThat(mail.place("b").toCompletableFuture()).isCompletedExceptionally();
        first.complete("sent");
        assertThat(mail.place("c").toCompletableFuture()).isCompletedWithValue("sent");
    }

    @Test
    void aStageIsAskedForAgainAfterAFailureAndNoThreadWaits() throws Throwable {
        Mail mail = mail(Bench.retry(3, "10ms"), Bench.bulkhead(1));
        mail.stages.add(CompletableFuture.failedFuture(new IOException("bounced")));
        mail.stages.add(CompletableFuture.completedFuture("sent"));

        CompletableFuture<String> given = mail.place("a").toCompletableFuture();
        assertThat(given).isNotDone();
        bench.clock.advance(10_000_000);

        assertThat(given).isCompletedWithValue("sent");
        assertThat(mail.ran).isEqualTo(2);
    }

    @Test
    void aStageWaitsItsTurnOnTheAlarm() throws Throwable {
        Mail mail = mail(Bench.rate(1, "1s"));
        mail.stages.add(CompletableFuture.completedFuture("first"));
        mail.stages.add(CompletableFuture.completedFuture("second"));
        mail.place("a");

        CompletableFuture<String> second = mail.place("b").toCompletableFuture();
        assertThat(second).isNotDone();
        bench.clock.advance(1_000_000_000);

        assertThat(second).isCompletedWithValue("second");
    }

    @Test
    void cancellingAWaitingStageGivesItsTurnBack() throws Throwable {
        Mail mail = mail(Bench.rate(1, "1s"));
        mail.stages.add(CompletableFuture.completedFuture("first"));
        mail.stages.add(CompletableFuture.completedFuture("second"));
        mail.place("a");
        mail.place("b").toCompletableFuture().cancel(false);

        CompletableFuture<String> third = mail.place("c").toCompletableFuture();
        bench.clock.advance(1_000_000_000);

        assertThat(third).isCompletedWithValue("second");
        assertThat(mail.ran).isEqualTo(2);
    }

    @Test
    void cancellingARunningStageCancelsItsSourceAndGivesThePlaceBack() throws Throwable {
        Mail mail = mail(Bench.retry(3, "10ms"), Bench.bulkhead(1));
        CompletableFuture<String> source = new CompletableFuture<>();
        mail.stages.add(source);
        mail.stages.add(CompletableFuture.completedFuture("sent"));

        mail.place("a").toCompletableFuture().cancel(true);

        assertThat(source).isCancelled();
        assertThat(mail.place("b").toCompletableFuture()).isCompletedWithValue("sent");
    }

    @Test
    void theLastFailureOfAStageIsWhatTheCallerSees() throws Throwable {
        Mail mail = mail(Bench.retry(2, "10ms"));
        mail.stages.add(CompletableFuture.failedFuture(new IOException("first")));
        mail.stages.add(CompletableFuture.failedFuture(new CompletionException(new IOException("second"))));

        CompletableFuture<String> given = mail.place("a").toCompletableFuture();
        bench.clock.advance(10_000_000);

        assertThatThrownBy(given::join).hasCauseInstanceOf(IOException.class).hasMessageContaining("second");
    }
}
