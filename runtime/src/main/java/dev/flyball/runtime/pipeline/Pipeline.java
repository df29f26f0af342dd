package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.call.ArbiterGate;
import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.observe.Calls;
import dev.flyball.runtime.retry.RetryGate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one method, outermost first. Immutable; a reload makes a new one, and the ticket of a call remembers the
 * one that admitted it. {@link Governor} does the walking.
 *
 * <p>A record with a field per gate, because the JIT trusts the fields of a record that it knows as a constant, and call
 * sites hold their pipeline as one: it then sees each gate's class, and which gates and clock readings there are none
 * of. An array would hide all that. An own identity matters, not equality.
 *
 * @param method who is governed, as {@code Owner.method}
 * @param retryAt the place of the retry gate, or −1: only what lies further in is repeated
 * @param arbiterAt the place of the gate that may decide how a call ended, or −1
 * @param arbiter that gate
 * @param rereads whether a call may wait outside the arbiter, for which time begins only then
 * @param leaves whether any gate wants to hear of the thread's {@link Gate#leave leaving}
 * @param shared the ticket of all calls, or null where each has something of its own to remember
 * @param stage whether tickets outlive the caller's frame, because a stage settles them
 * @param halves for a stage method with gates inside the arbiter: what {@link StageCall} runs instead
 * @param rescued whether a fallback stands behind the gates
 * @param metered whether somebody looked at {@code calls} when this pipeline was built
 * @param counted whether calls are counted and sampled for executor metrics
 */
public record Pipeline(
        String method,
        int size,
        Gate g0,
        @Nullable Gate g1,
        @Nullable Gate g2,
        @Nullable Gate g3,
        @Nullable Gate g4,
        @Nullable Gate g5,
        @Nullable Gate g6,
        @Nullable Gate g7,
        int retryAt,
        int arbiterAt,
        @Nullable ArbiterGate arbiter,
        boolean rereads,
        boolean readsAdmission,
        boolean readsSettlement,
        boolean mayWait,
        boolean leaves,
        @Nullable SharedTicket shared,
        boolean stage,
        @Nullable Halves halves,
        boolean rescued,
        boolean metered,
        boolean counted,
        Calls calls,
        Surroundings around) {

    /**
     * A stage method's gates down to the arbiter, and those further in, which hold its calls until the work has ended
     * although the arbiter may have let go of them.
     */
    record Halves(Pipeline outer, Pipeline inner) {}

    /** How many gates a method can have. */
    static final int MOST = 8;

    /** How many gates' notes a shared ticket has: a call through more has a ticket of its own. */
    static final int SHARED = 4;

    /**
     * A pipeline of these gates, timed if somebody looks at the timers now; or may look at them later, where no sampled
     * call would notice.
     */
    public static Pipeline of(
            String method,
            List<? extends Gate> gates,
            boolean stage,
            boolean rescued,
            Calls calls,
            Surroundings around) {
        boolean metered = calls.counting() ? calls.active() : calls.bound();
        return of(method, gates, stage, rescued, metered, calls, around);
    }

    /**
     * A pipeline of these gates.
     *
     * @param rescued whether a fallback stands behind them: each call then has a ticket of its own even if no gate asks
     *     for it, since the fallback's result travels in it
     * @param metered whether every call is timed
     */
    public static Pipeline of(
            String method,
            List<? extends Gate> gates,
            boolean stage,
            boolean rescued,
            boolean metered,
            Calls calls,
            Surroundings around) {
        if (gates.isEmpty() || gates.size() > MOST) {
            throw new IllegalArgumentException("[pipeline-size] " + method + " has " + gates.size()
                    + " policies; a method can have 1 to " + MOST + ": move some to a method that it calls");
        }
        return of(method, gates, stage, rescued, metered, calls.counting(), calls, around);
    }

    private static Pipeline of(
            String method,
            List<? extends Gate> gates,
            boolean stage,
            boolean rescued,
            boolean metered,
            boolean counted,
            Calls calls,
            Surroundings around) {
        int retryAt = placeOf(RetryGate.class, gates);
        int arbiterAt = placeOf(ArbiterGate.class, gates);
        boolean readsSettlement = metered || gates.stream().anyMatch(Gate::readsSettlement);
        boolean readsAdmission = readsSettlement
                || retryAt >= 0
                || gates.stream().anyMatch(gate -> gate.readsAdmission() || gate.mayWait());
        boolean own = stage
                || rescued
                || readsSettlement
                || retryAt >= 0
                || gates.size() > SHARED
                || gates.stream().anyMatch(Gate::ownNotes);
        Halves halves = null;
        if (stage && arbiterAt >= 0 && arbiterAt < gates.size() - 1) {
            List<? extends Gate> outer = gates.subList(0, arbiterAt + 1);
            List<? extends Gate> inner = gates.subList(arbiterAt + 1, gates.size());
            halves = new Halves(
                    of(method, outer, true, rescued, metered, counted, calls, around),
                    of(method, inner, true, false, false, false, calls, around));
        }
        return new Pipeline(
                method,
                gates.size(),
                gates.get(0),
                at(gates, 1),
                at(gates, 2),
                at(gates, 3),
                at(gates, 4),
                at(gates, 5),
                at(gates, 6),
                at(gates, 7),
                retryAt,
                arbiterAt,
                arbiterAt < 0 ? null : (ArbiterGate) gates.get(arbiterAt),
                arbiterAt > 0 && gates.subList(0, arbiterAt).stream().anyMatch(Gate::mayWait),
                readsAdmission,
                readsSettlement,
                gates.stream().anyMatch(Gate::mayWait),
                gates.stream().anyMatch(Gate::leaves),
                own ? null : new SharedTicket(),
                stage,
                halves,
                rescued,
                metered,
                counted,
                calls,
                around);
    }

    private static @Nullable Gate at(List<? extends Gate> gates, int place) {
        return place < gates.size() ? gates.get(place) : null;
    }

    private static int placeOf(Class<? extends Gate> type, List<? extends Gate> gates) {
        for (int i = 0; i < gates.size(); i++) {
            if (type.isInstance(gates.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The gate at a place that has one. */
    Gate gate(int place) {
        Gate gate = switch (place) {
            case 0 -> g0;
            case 1 -> g1;
            case 2 -> g2;
            case 3 -> g3;
            case 4 -> g4;
            case 5 -> g5;
            case 6 -> g6;
            default -> g7;
        };
        return Objects.requireNonNull(gate);
    }

    /** The gates, outermost first. */
    public List<Gate> gates() {
        return Stream.of(g0, g1, g2, g3, g4, g5, g6, g7)
                .filter(Objects::nonNull)
                .toList();
    }

    long now() {
        return around.clock().nanos();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return method + gates();
    }
}
