package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventLog;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
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
}
