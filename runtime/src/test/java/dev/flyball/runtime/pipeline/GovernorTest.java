package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.retry.Backoff;
import dev.flyball.runtime.retry.Retry;
import dev.flyball.runtime.retry.RetryBudget;
import dev.flyball.runtime.retry.RetryGate;
import dev.flyball.runtime.retry.RetryRules;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GovernorTest {

    private final ManualClock clock = new ManualClock();
    private final List<Event> events = new ArrayList<>();
    private final InternalErrors errors = new InternalErrors(new EventLog(clock));
    private final Surroundings around =
            new Surroundings(clock, new ManualAlarm(clock), Runnable::run, () -> 0, events::add, errors);
    private final List<String> log = RecordingGate.log();
    private final RecordingGate outer = new RecordingGate("outer", log);
    private final RecordingGate inner = new RecordingGate("inner", log);
    private final Pipeline pipeline = pipeline(outer, inner);

    private Pipeline pipeline(Gate... gates) {
        return Pipeline.of("Desk.place", List.of(gates), false, false, new Calls("Desk.place", new MeterHub()), around);
    }

    @Test
    void gatesAdmitFromTheOutsideAndSettleFromTheInside() {
        Passage.returned(pipeline, (Ticket) Governor.admit(pipeline, null));

        assertThat(log).containsExactly("admit outer", "admit inner", "settle inner 0", "settle outer 0");
    }

    @Test
    void aRefusalSettlesTheGatesThatHadAdmittedAndNoOther() {
        inner.answer = Gate.refusedFor(5);

        Object answer = Governor.admit(pipeline, "key");

        assertThat(answer).isInstanceOf(RefusedException.class);
        assertThat(log)
                .containsExactly(
                        "admit outer for key",
                        "refuse inner for key",
                        "settle outer 0 [test-refused] Desk.place: inner");
    }

    @Test
    void aRefusalIsOneEventThatSaysWhichPolicyAndWhy() {
        inner.answer = Gate.INTERRUPTED;

        Governor.admit(pipeline, null);

        assertThat(events).containsExactly(new Event.Rejected("inner", "recording", "interrupted", "Desk.place"));
    }

    @Test
    void callsShareOneTicketWhileTheGatesGiveTheirUsualNotes() {
        Object first = Governor.admit(pipeline, null);
        Object second = Governor.admit(pipeline, null);

        assertThat(first).isSameAs(second);
    }

    @Test
    void aCallWithAnotherNoteSettlesWithThatNoteAndLeavesTheSharedTicketAlone() {
        Ticket shared = (Ticket) Governor.admit(pipeline, null);
        inner.answer = 7;
        Ticket special = (Ticket) Governor.admit(pipeline, null);
        log.clear();

        Passage.returned(pipeline, special);
        Passage.returned(pipeline, shared);

        assertThat(log).containsExactly("settle inner 7", "settle outer 0", "settle inner 0", "settle outer 0");
    }

    @Test
    void aTicketIsUsedAgainOnceItsCallIsSettled() {
        Pipeline timed = pipeline(new RecordingGate("timed", log, true));
        Ticket first = (Ticket) Governor.admit(timed, null);
        Ticket nested = (Ticket) Governor.admit(timed, null);
        assertThat(nested).isNotSameAs(first);
        Passage.returned(timed, nested);
        Passage.returned(timed, first);

        assertThat(Governor.admit(timed, null)).isSameAs(first);
        Passage.returned(timed, first);
    }

    @Test
    void aGateThatThrowsOnAdmissionLetsTheCallThroughAndTheOthersSettle() {
        inner.onAdmit = new IllegalStateException("bug");

        Object answer = Governor.admit(pipeline, null);

        assertThat(answer).isNull();
        assertThat(log).containsExactly("admit outer", "settle outer 0");
        assertThat(errors.count()).isEqualTo(1);
    }

    @Test
    void aGateThatThrowsOnSettlementDoesNotKeepTheOthersFromSettling() {
        inner.onSettle = new IllegalStateException("bug");

        Passage.returned(pipeline, (Ticket) Governor.admit(pipeline, null));

        assertThat(log).endsWith("settle inner 0", "settle outer 0");
        assertThat(errors.count()).isEqualTo(1);
    }

    @Test
    void gatesSeeWhatACompletionExceptionIsAbout() {
        Ticket ticket = (Ticket) Governor.admit(pipeline, null);
        log.clear();

        Throwable failure = new CompletionException(new IllegalStateException("broken"));
        assertThat(Governor.threw(ticket, failure)).isSameAs(failure);

        assertThat(log).containsExactly("settle inner 0 broken", "settle outer 0 broken");
    }

    private RecordingGate[] gates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    RecordingGate gate = new RecordingGate("g" + i, log);
                    gate.answer = i;
                    return gate;
                })
                .toArray(RecordingGate[]::new);
    }

    @Test
    void eightGatesAdmitInOrderAndSettleInReverseEachWithItsNote() {
        Pipeline eight = pipeline(gates(8));

        Passage.returned(eight, (Ticket) Governor.admit(eight, null));

        assertThat(log)
                .containsExactly(
                        "admit g0",
                        "admit g1",
                        "admit g2",
                        "admit g3",
                        "admit g4",
                        "admit g5",
                        "admit g6",
                        "admit g7",
                        "settle g7 7",
                        "settle g6 6",
                        "settle g5 5",
                        "settle g4 4",
                        "settle g3 3",
                        "settle g2 2",
                        "settle g1 1",
                        "settle g0 0");
    }

    @Test
    void whicheverOfEightGatesRefusesThoseOutsideItSettleAndTheTicketIsFreeAgain() {
        for (int at = 0; at < 8; at++) {
            RecordingGate[] gates = gates(8);
            Pipeline eight = pipeline(gates);
            Ticket free = (Ticket) Governor.admit(eight, null);
            Passage.returned(eight, free);
            log.clear();
            gates[at].answer = Gate.NEVER;

            assertThat(Governor.admit(eight, null)).isInstanceOf(RefusedException.class);

            String refusal = " [test-refused] Desk.place: g" + at;
            List<String> settled = new ArrayList<>();
            for (int i = at - 1; i >= 0; i--) {
                settled.add("settle g" + i + " " + i + refusal);
            }
            assertThat(log.stream().filter(line -> line.startsWith("settle")).toList())
                    .isEqualTo(settled);
            gates[at].answer = at;
            assertThat(Governor.admit(eight, null)).isSameAs(free);
            Passage.returned(eight, free);
        }
    }

    @Test
    void whicheverOfEightGatesThrowsOnSettlementTheOthersSettle() {
        for (int at = 0; at < 8; at++) {
            RecordingGate[] gates = gates(8);
            gates[at].onSettle = new IllegalStateException("bug");
            Pipeline eight = pipeline(gates);
            Ticket ticket = (Ticket) Governor.admit(eight, null);
            log.clear();

            Passage.returned(eight, ticket);

            assertThat(log).hasSize(8).startsWith("settle g7 7").endsWith("settle g0 0");
            assertThat(errors.count()).isEqualTo(at + 1L);
        }
    }

    @Test
    void whicheverOfEightGatesThrowsOnAdmissionTheCallPassesAndTheTicketIsFreeAgain() {
        for (int at = 0; at < 8; at++) {
            RecordingGate[] gates = gates(8);
            Pipeline eight = pipeline(gates);
            Ticket free = (Ticket) Governor.admit(eight, null);
            Passage.returned(eight, free);
            gates[at].onAdmit = new IllegalStateException("bug");
            log.clear();

            assertThat(Governor.admit(eight, null)).isNull();

            assertThat(log.stream().filter(line -> line.startsWith("settle"))).hasSize(at);
            gates[at].onAdmit = null;
            assertThat(Governor.admit(eight, null)).isSameAs(free);
            Passage.returned(eight, free);
        }
    }

    @Test
    void aNinthGateIsRefusedWhenThePipelineIsBuilt() {
        assertThatThrownBy(() -> pipeline(gates(9)))
                .hasMessage("[pipeline-size] Desk.place has 9 policies; a method can have 1 to 8:"
                        + " move some to a method that it calls");
    }

    /** The way back settled all gates of the pipeline, though a broken one had let the attempt go on without them. */
    @Test
    void anAttemptThatWentOnWithoutItsGatesSettlesNoneOfThemTwice() {
        RetryRules rules = RetryRules.DEFAULT.withBackoff(Backoff.fixed(Duration.ZERO));
        RetryGate retry = new RetryGate(new Retry("desk", rules, new RetryBudget(), clock, () -> 0));
        Pipeline repeated = pipeline(retry, outer, inner);
        Ticket ticket = (Ticket) Governor.admit(repeated, null);
        inner.onAdmit = new IllegalStateException("bug");
        assertThat(Governor.threw(ticket, new IllegalArgumentException("no ink")))
                .isNull();
        assertThat(ticket.takeRepeats()).isTrue();
        Passage.returned(repeated, ticket);

        assertThat(log)
                .containsExactly(
                        "admit outer",
                        "admit inner",
                        "settle inner 0 no ink",
                        "settle outer 0 no ink",
                        "admit outer",
                        "settle outer 0");
    }
}
