package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.pressure.FakePressure;
import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.Registration;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is granted to whom, and that nobody takes more. */
class AllocationsTest {

    private static final long KIB = 1024;

    private final ManualClock clock = new ManualClock(1);
    private final FakePressure pressure = new FakePressure();
    private final MeterHub meters = new MeterHub();
    private LiveMemory.@Nullable Sample live;
    private double cpu;
    private long allocated;
    private final Allocations allocations =
            new Allocations(new Degradations(pressure, clock, meters), () -> live, () -> cpu, () -> allocated, meters);

    AllocationsTest() {
        allocations.change(new AllocationSpec(1000 * KIB, 0.85, 10, 2));
    }

    private static AllocationPolicy search() {
        return AllocationPolicy.of("search", Priority.NORMAL).workers(1, 4).memory(10 * KIB, 100 * KIB);
    }

    private Grant granted(String name) {
        return allocations.grant(name).orElseThrow();
    }

    /** A call of a method whose name has a policy, that allocates so much. */
    private void call(Gate gate, long bytes) {
        long note = gate.admit(clock.nanos(), null);
        assertThat(note).isNotNegative();
        allocated += bytes;
        gate.settle(note, 0, 0, null);
    }

    private Gate gate(String name) {
        Gate gate = allocations.gate(name);
        assertThat(gate).isNotNull();
        return gate;
    }

    @Test
    void aNameWithoutAPolicyIsGrantedNothingAndHeldToNothing() {
        assertThat(allocations.grant("search")).isEmpty();
        assertThat(allocations.gate("search")).isNull();
        assertThat(allocations.check("search").mayRun()).isTrue();
        assertThat(allocations.stretch("search")).isEqualTo(1);
        try (Reservation free = allocations.reserve("search")) {
            assertThat(free.bytes()).isZero();
        }
        assertThat(pressure.listeners()).as("nobody senses for nobody").isZero();
    }

    @Test
    void grantsFollowTheLevelAtOnceAndMemoryAndProcessorsWithinASecond() {
        allocations.register(search());
        allocations.register(
                AllocationPolicy.of("pay", Priority.CRITICAL).workers(2, 7).memory(0, 500 * KIB));
        assertThat(granted("search").workers()).isEqualTo(3);
        pressure.to(PressureLevel.CRITICAL);
        assertThat(granted("search").workers()).isEqualTo(1);
        pressure.to(PressureLevel.NORMAL);
        cpu = 0.9;
        live = new LiveMemory.Sample(840 * KIB, 1000 * KIB, 0, 1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(granted("search").workers()).isEqualTo(1);
        assertThat(granted("search").memory()).isEqualTo(10 * KIB);
        assertThat(granted("pay").memory()).isEqualTo(100 * KIB);
    }

    @Test
    void noMoreCallsRunThanWorkersAreGranted() {
        allocations.register(search());
        Gate gate = gate("search");
        for (int i = 0; i < 4; i++) {
            assertThat(gate.admit(clock.nanos(), null)).isNotNegative();
        }
        long refused = gate.admit(clock.nanos(), null);
        assertThat(gate.refusal(refused, "Desk.search", null))
                .hasMessage("[allocation-workers] Desk.search (allocation search, priority NORMAL) runs 4 of 4 granted"
                        + " calls; raise its minWorkers or priority, or retry later");
        assertThat(gate.reason(refused)).isEqualTo("workers");
        assertThat(allocations.check("search").mayRun()).isFalse();
        gate.settle(0, 0, 0, null);
        assertThat(allocations.check("search")).isEqualTo(new Allocations.Check(true, ""));
        assertThat(allocations.running("search")).isEqualTo(3);
    }

    @Test
    void aCallReservesWhatCallsOfItsNameHaveAllocated() {
        allocations.register(search());
        Gate gate = gate("search");
        call(gate, 40 * KIB);
        assertThat(allocations.reserved("search")).isZero();
        long first = gate.admit(clock.nanos(), null);
        assertThat(allocations.reserved("search")).isEqualTo(40 * KIB);
        gate.admit(clock.nanos(), null);

        long refused = gate.admit(clock.nanos(), null);

        assertThat(gate.reason(refused)).isEqualTo("memory");
        assertThat(gate.refusal(refused, "Desk.search", null))
                .hasMessage("[allocation-memory] Desk.search (allocation search, priority NORMAL) has reserved 81920 of"
                        + " 102400 granted bytes and needs about 40960; raise its minMemory or priority, or retry"
                        + " later");
        assertThat(allocations.check("search").why()).startsWith("[allocation-memory]");
        assertThat(allocations.running("search")).as("the worker is back").isEqualTo(2);
        gate.settle(first, 0, 0, new IllegalStateException());
        assertThat(allocations.reserved("search")).isEqualTo(40 * KIB);
    }

    @Test
    void anEstimateAboveTheGrantIsCutToItSoThatOneCallAlwaysFits() {
        allocations.register(search());
        Gate gate = gate("search");
        call(gate, 900 * KIB);
        long note = gate.admit(clock.nanos(), null);
        assertThat(allocations.reserved("search")).isEqualTo(100 * KIB);
        assertThat(gate.admit(clock.nanos(), null)).isNegative();
        gate.settle(note, 0, 0, null);
    }

    @Test
    void whoIsGrantedNoMemoryRunsNothingThatAllocatesUnlessTheReadingIsLatched() {
        allocations.register(search().memory(0, 100 * KIB));
        Gate gate = gate("search");
        call(gate, 40 * KIB);
        pressure.to(PressureLevel.CRITICAL);
        assertThat(gate.admit(clock.nanos(), null)).isNegative();
        pressure.latched(true);
        assertThat(gate.admit(clock.nanos(), null)).isNotNegative();
        assertThat(gate.admit(clock.nanos(), null)).isNegative();
    }

    @Test
    void aRefusalFurtherInIsNoMeasurement() {
        allocations.register(search());
        Gate gate = gate("search");
        long note = gate.admit(clock.nanos(), null);
        allocated += 50 * KIB;
        gate.settle(note, 0, 0, gate.refusal(Gate.NEVER, "Desk.search", null));
        gate.admit(clock.nanos(), null);
        assertThat(allocations.reserved("search")).isZero();
    }

    @Test
    void aStageIsMeasuredOnItsCallersThreadAndReservesUntilItCompletes() {
        allocations.register(search());
        Gate gate = gate("search");
        call(gate, 40 * KIB);
        long note = gate.admit(clock.nanos(), null);
        allocated += 40 * KIB;
        long left = gate.leave(note, true);
        assertThat(allocations.reserved("search")).isEqualTo(40 * KIB);
        allocated = 0; // another thread settles
        gate.settle(left, 0, 0, null);
        assertThat(allocations.reserved("search")).isZero();
        gate.admit(clock.nanos(), null);
        assertThat(allocations.reserved("search")).isEqualTo(40 * KIB);
    }

    /** Else a name whose calls often wait for a place would seem to allocate next to nothing. */
    @Test
    void aStageThatOnlyWaitedOnItsThreadIsNoMeasurement() {
        allocations.register(search());
        Gate gate = gate("search");
        call(gate, 40 * KIB);
        long note = gate.admit(clock.nanos(), null);
        long left = gate.leave(note, false);
        allocated = 0; // another thread settles
        gate.settle(left, 0, 0, null);
        gate.admit(clock.nanos(), null);
        assertThat(allocations.reserved("search")).isEqualTo(40 * KIB);
    }

    @Test
    void aReservationByHandComesBackOnce() {
        allocations.register(search().workers(0, 1));
        Reservation reservation = allocations.reserve("search");
        assertThatThrownBy(() -> allocations.reserve("search")).isInstanceOf(AllocationExceededException.class);
        reservation.close();
        reservation.close();
        assertThat(allocations.running("search")).isZero();
    }

    @Test
    void aPolicyThatIsTakenBackHoldsNobodyAndItsCallsStillEnd() {
        Registration registration = allocations.register(search());
        Gate gate = gate("search");
        long note = gate.admit(clock.nanos(), null);
        registration.close();
        assertThat(allocations.grants()).isEmpty();
        gate.settle(note, 0, 0, null);
        allocations.register(search());
        assertThat(allocations.running("search")).isZero();
    }

    @Test
    void configuredPoliciesReplaceThoseConfiguredBeforeAndNoOther() {
        allocations.register(AllocationPolicy.of("mine", Priority.HIGH));
        allocations.configure(List.of(search()));
        allocations.configure(List.of(AllocationPolicy.of("pay", Priority.CRITICAL)));
        assertThat(allocations.governs("mine")).isTrue();
        assertThat(allocations.governs("search")).isFalse();
        assertThat(allocations.stretch("pay")).isEqualTo(1.5);
        assertThat(allocations.stretch("mine")).isEqualTo(1.25);
    }

    @Test
    void metersShowWhatIsAskedAndWhatIsGranted() {
        Readings readings = new Readings();
        meters.bind(readings);
        allocations.register(search());
        pressure.to(PressureLevel.CRITICAL);
        assertThat(readings.value("allocation.workers", "name", "search", "bound", "min"))
                .isEqualTo(1);
        assertThat(readings.value("allocation.workers", "name", "search", "bound", "granted"))
                .isEqualTo(1);
        assertThat(readings.value("allocation.workers", "name", "search", "bound", "max"))
                .isEqualTo(4);
        assertThat(readings.value("allocation.memory", "name", "search", "bound", "granted"))
                .isEqualTo(10 * KIB);
        assertThat(readings.value("allocation.inflight", "name", "search")).isZero();
        gate("search").admit(clock.nanos(), null);
        gate("search").admit(clock.nanos(), null);
        assertThat(readings.value("allocation.inflight", "name", "search")).isEqualTo(1);
        assertThat(readings.value("rejections", "name", "search", "policy", "allocation", "reason", "workers"))
                .isEqualTo(1);
        assertThat(readings.value("allocation.reserved", "name", "search")).isZero();
    }

    @Test
    void numbersThatContradictAreRefused() {
        assertThatThrownBy(() -> search().workers(5, 4))
                .hasMessage("[allocation-workers-range] search asks for 5 to 4 workers; give two rising numbers, the"
                        + " first at least 0, the second at least 1");
        assertThatThrownBy(() -> search().memory(5, 4))
                .hasMessage("[allocation-memory-range] search asks for 5 to 4 bytes; give two rising numbers, the first"
                        + " at least 0");
        assertThatThrownBy(() -> AllocationPolicy.of(" ", Priority.LOW))
                .hasMessage("[allocation-name] an allocation policy has no name; give a policy's name or a method's"
                        + " Owner.method");
        assertThatThrownBy(() -> new AllocationSpec(1, 0, 1, 1))
                .hasMessage("[allocation-cpu] max-cpu is 0.0; give a share above 0 and at most 1");
        assertThatThrownBy(() -> new AllocationSpec(1, 1, 1, 2))
                .hasMessage(
                        "[allocation-process] the process has 1 bytes, and 2 to 1 workers; give bytes, and two rising"
                                + " numbers from 1");
    }
}
