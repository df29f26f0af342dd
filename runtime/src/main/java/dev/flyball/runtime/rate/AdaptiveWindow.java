package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sliding window whose limit follows how its callee bears the calls. It starts at the highest limit. At the end of each
 * window in which calls ended, 5 % of them in trouble, two at least, or pressure of 0.75 or more in this program, lower the
 * limit to 70 %; less trouble raises it by 5 %, one at least. A callee that refuses and says when to come back closes the
 * window until then, unless the refusal concerned one key only. Additive increase and multiplicative decrease are TCP's
 * (RFC 5681).
 *
 * <p>In trouble is a call that its callee refused, that failed as {@link Signals#overload} has it, or that took longer
 * than the target latency. Calls cancelled or interrupted do not count.
 *
 * <pre>
 * AdaptiveWindow window = new AdaptiveWindow(
 *     "search", AdaptiveWindowSpec.of(10, 200, Duration.ofSeconds(1)), Signals.USUAL, clock);
 * if (window.tryAcquire()) {
 *   long start = clock.nanos();
 *   try {
 *     search();
 *     window.ended(Duration.ofNanos(clock.nanos() - start), null);
 *   } catch (IOException failure) {
 *     window.ended(Duration.ofNanos(clock.nanos() - start), failure);
 *   }
 * }
 * </pre>
 *
 * <p>A {@code Guard} tells the endings by itself. Thread-safe.
 */
public final class AdaptiveWindow extends RateLimit {

    private final PacedCell cell;
    private final Ceiling ceiling;

    /** A window at its highest limit, with an alarm thread of its own. */
    public AdaptiveWindow(String name, AdaptiveWindowSpec spec, Signals signals, Clock clock) {
        this(name, spec, signals, clock, new AlarmThread(clock));
    }

    /** A window at its highest limit; {@code alarm} rings for callers that wait without a thread. */
    public AdaptiveWindow(String name, AdaptiveWindowSpec spec, Signals signals, Clock clock, Alarm alarm) {
        this(name, new Ceiling(spec, signals, clock.nanos()), clock, alarm, 0);
    }

    AdaptiveWindow(String name, Ceiling ceiling, Clock clock, Alarm alarm, double share) {
        this(name, ceiling, clock, alarm, new PacedCell(ceiling.spec(), ceiling, clock, alarm, clock.nanos(), share));
    }

    private AdaptiveWindow(String name, Ceiling ceiling, Clock clock, Alarm alarm, PacedCell cell) {
        super(name, ceiling.signals(), clock, alarm, cell);
        this.cell = cell;
        this.ceiling = ceiling;
    }

    @Override
    public AdaptiveWindowSpec spec() {
        return ceiling.spec();
    }

    @Override
    public boolean tryAcquire() {
        return cell.admit(clock().nanos()) >= 0;
    }

    /** The permits per window of the moment. */
    public long limit() {
        return ceiling.limit();
    }

    @Override
    public void listenTo(Signals others) {
        super.listenTo(others);
        ceiling.listenTo(others);
    }

    /** An admitted call has ended. {@code failure} is null if it succeeded. */
    public void ended(Duration latency, @Nullable Throwable failure) {
        ceiling.ended(latency.toNanos(), clock().nanos(), failure);
    }

    /** Admits nobody for so long, as the callee asked; a longer closure stays. */
    public void closeFor(Duration wait) {
        ceiling.close(clock().nanos(), RateSpec.nanos(wait));
    }

    @Override
    boolean adopt(Pace pace, Inherit how) {
        if (pace instanceof AdaptiveWindowSpec spec) {
            ceiling.change(spec);
            cell.change(spec, how);
            return true;
        }
        return false;
    }

    @Override
    Gate gate(long maxWaitNanos) {
        return new PacedGate(this, cell, ceiling, maxWaitNanos);
    }

    @Override
    long permitsNow() {
        return ceiling.limit();
    }
}
