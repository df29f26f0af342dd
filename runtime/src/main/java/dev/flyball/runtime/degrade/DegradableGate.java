package dev.flyball.runtime.degrade;

import dev.flyball.runtime.call.Gate;
import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.observe.MeterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the calls that a {@link Shedder} gives up, and lets the others go by one {@link Degradation} from their
 * beginning to their end. The calling thread holds it until the call is settled, or leaves the thread.
 */
public final class DegradableGate extends Gate {

    /** The thread holds nothing for this call any more. */
    private static final long LEFT = 1;

    private final Shedder shedder;
    private final Degradations degradations;
    private final boolean answered;

    /** For calls whose refusals fly. */
    public DegradableGate(Shedder shedder) {
        this(shedder, false);
    }

    private DegradableGate(Shedder shedder, boolean answered) {
        super(false, false, false, false, true);
        this.shedder = shedder;
        this.degradations = shedder.degradations();
        this.answered = answered;
    }

    /** The same for a method with a fallback, which only changes how its calls are counted. */
    public DegradableGate answered() {
        return new DegradableGate(shedder, true);
    }

    @Override
    public long admit(long now, @Nullable Object key) {
        return shedder.admit(answered);
    }

    @Override
    public void settle(long note, long startedAt, long now, @Nullable Throwable failure) {
        if (note != LEFT) {
            degradations.hold().exit();
        }
    }

    @Override
    public long leave(long note, boolean ran) {
        degradations.hold().exit();
        return LEFT;
    }

    @Override
    public RefusedException refusal(long answer, String method, @Nullable Object key) {
        return shedder.refusal(answer, method);
    }

    @Override
    public void describe(MeterVisitor visitor) {
        String name = name();
        visitor.counter("degradation.calls", () -> shedder.counts().full(), "name", name, "mode", "full");
        visitor.counter("degradation.calls", () -> shedder.counts().reduced(), "name", name, "mode", "reduced");
        visitor.counter("degradation.calls", () -> shedder.counts().fallback(), "name", name, "mode", "fallback");
        visitor.counter("degradation.calls", () -> shedder.counts().refused(), "name", name, "mode", "refused");
        visitor.counter("rejections", this::rejections, "name", name, "policy", policy(), "reason", "pressure");
    }

    private long rejections() {
        Shedder.Counts counts = shedder.counts();
        return counts.fallback() + counts.refused();
    }

    @Override
    public String policy() {
        return "degradable";
    }

    @Override
    public String reason(long answer) {
        return "pressure";
    }

    @Override
    public String name() {
        return shedder.name();
    }
}
