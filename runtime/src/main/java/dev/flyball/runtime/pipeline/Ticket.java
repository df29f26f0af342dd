package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.observe.ThreadMemory;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted call remembers until it is settled: the pipeline that admitted it, a note per gate, when it started.
 *
 * <p>Three kinds, so that an admitted call allocates nothing. <em>Shared</em>: one for all calls of a pipeline whose
 * gates give the same notes, never written once it is made. <em>Stacked</em>: owned by the calling thread's
 * {@link CallStack} and used again; written and read by that thread alone. <em>Lasting</em>: one per call, for stages;
 * handed from thread to thread with the stage's completion.
 */
public final class Ticket {

    private enum Kind {
        SHARED,
        STACKED,
        LASTING
    }

    private final Kind kind;
    private final @Nullable CallStack stack;
    private final int place;

    @Nullable
    Pipeline pipeline;

    long n0;
    long n1;
    long n2;
    long n3;
    long n4;
    long n5;
    long n6;
    long n7;

    /** When the call was admitted first, and when its latest attempt was. */
    long firstAt;

    long startedAt;

    /** When its latest attempt that failed was settled, where the pipeline reads the time then. */
    long settledAt;

    /** Whether the call is measured in full. */
    boolean sampled;

    /** What the thread that runs the body had allocated when that began; unknown while none runs it. */
    long allocatedBefore = ThreadMemory.UNKNOWN;

    /** What the body has allocated so far, once {@code weighed}. */
    long allocated;

    boolean weighed;

    /** Whether a failed call has been measured. */
    boolean ended;

    /** How many gates, from the outside, hold this call; fewer than all between two attempts. */
    int admitted;

    int attempts;

    @Nullable
    Object key;

    boolean repeats;
    private @Nullable List<Throwable> earlier;
    private boolean concluded;
    private boolean late;
    private @Nullable Object substitute;
    private @Nullable Throwable thrown;

    private Ticket(Kind kind, @Nullable CallStack stack, int place) {
        this.kind = kind;
        this.stack = stack;
        this.place = place;
    }

    /** The ticket of these notes that the pipeline's next calls share. */
    static Ticket shared(Pipeline pipeline, long n0, long n1, long n2, long n3) {
        Ticket ticket = new Ticket(Kind.SHARED, null, 0);
        ticket.pipeline = pipeline;
        ticket.admitted = pipeline.size();
        ticket.note(n0, n1, n2, n3);
        VarHandle.releaseFence(); // whoever finds it without synchronization finds it complete
        return ticket;
    }

    static Ticket stacked(CallStack stack, int place) {
        return new Ticket(Kind.STACKED, stack, place);
    }

    static Ticket lasting(Pipeline pipeline) {
        Ticket ticket = new Ticket(Kind.LASTING, null, 0);
        ticket.open(pipeline);
        return ticket;
    }

    /** Makes a used ticket new. */
    void open(Pipeline opened) {
        pipeline = opened;
        admitted = opened.size();
        attempts = 1;
    }

    void note(long m0, long m1, long m2, long m3) {
        n0 = m0;
        n1 = m1;
        n2 = m2;
        n3 = m3;
    }

    void note(int gate, long note) {
        switch (gate) {
            case 0 -> n0 = note;
            case 1 -> n1 = note;
            case 2 -> n2 = note;
            case 3 -> n3 = note;
            case 4 -> n4 = note;
            case 5 -> n5 = note;
            case 6 -> n6 = note;
            default -> n7 = note;
        }
    }

    long note(int gate) {
        return switch (gate) {
            case 0 -> n0;
            case 1 -> n1;
            case 2 -> n2;
            case 3 -> n3;
            case 4 -> n4;
            case 5 -> n5;
            case 6 -> n6;
            default -> n7;
        };
    }

    /** Whether this call may write here. */
    boolean owned() {
        return kind != Kind.SHARED;
    }

    /** The pipeline of a call in flight. */
    public Pipeline pipeline() {
        Pipeline current = pipeline;
        if (current == null) {
            throw new IllegalStateException("this call has been settled");
        }
        return current;
    }

    /** Remembers the failure of an attempt that another one follows, once however often it is thrown. */
    void failedBefore(Throwable failure) {
        List<Throwable> failures = earlier;
        if (failures == null) {
            failures = new ArrayList<>(2);
            earlier = failures;
        }
        if (failures.stream().noneMatch(known -> known == failure)) {
            failures.add(failure);
        }
    }

    /** Attaches the failures of earlier attempts to the one that flies. */
    void explain(Throwable flies) {
        List<Throwable> failures = earlier;
        if (failures != null) {
            for (Throwable failure : failures) {
                if (failure != flies) {
                    flies.addSuppressed(failure);
                }
            }
        }
    }

    /** Ends the call with something other than the body's own ending; {@link #conclusion} hands it out. */
    public void conclude(@Nullable Object result, @Nullable Throwable failure) {
        concluded = true;
        substitute = result;
        thrown = failure;
    }

    /** Whether this call is in flight and may end otherwise than its body returned. */
    public boolean mayBeLate() {
        Pipeline current = pipeline;
        return current != null && current.arbiter() != null;
    }

    /** As {@link #conclude}, for a body that returned too late; a fallback has not been asked yet. */
    public void concludeLate(Throwable failure) {
        conclude(null, failure);
        late = true;
    }

    /** Whether a body returned too late, and no fallback has been asked. */
    public boolean concludedLate() {
        return late;
    }

    /** Whether {@link #conclude} has replaced the body's ending. */
    public boolean concluded() {
        return concluded;
    }

    /** What replaced the body's ending: the result, unless {@link #thrown} is set. */
    public @Nullable Object conclusion() {
        return substitute;
    }

    /** The failure that replaced the body's ending. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** Whether the body must run again; asking forgets it. */
    public boolean takeRepeats() {
        boolean again = repeats;
        if (again) {
            repeats = false;
        }
        return again;
    }

    /** The call is over; a stacked ticket may be used for the next one. */
    public void close() {
        if (kind != Kind.SHARED) {
            clear();
        }
    }

    private void clear() {
        pipeline = null;
        key = null;
        earlier = null;
        repeats = false;
        concluded = false;
        late = false;
        substitute = null;
        thrown = null;
        ended = false;
        if (sampled) {
            sampled = false;
            allocatedBefore = ThreadMemory.UNKNOWN;
            allocated = 0;
            weighed = false;
        }
        CallStack owner = stack;
        if (owner != null) {
            owner.popTo(place);
        }
    }
}
