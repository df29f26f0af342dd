package dev.flyball.runtime.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted call remembers until it is settled: the pipeline that admitted it, a note per gate, when it started.
 *
 * <p>Three kinds, so that an admitted call allocates nothing. <em>Shared</em>: one per pipeline, never written, for
 * pipelines whose gates give every call the same notes; a call with other notes gets a copy. <em>Stacked</em>: owned by
 * the calling thread's {@link CallStack} and used again; written and read by that thread alone. <em>Lasting</em>: one
 * per call, for stages; handed from thread to thread with the stage's completion.
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

    long[] notes;
    long firstAt;
    long startedAt;
    int admitted;
    int attempts;

    @Nullable
    Object key;

    boolean repeats;
    private @Nullable List<Throwable> earlier;
    private boolean concluded;
    private @Nullable Object substitute;
    private @Nullable Throwable thrown;

    private Ticket(Kind kind, @Nullable CallStack stack, int place, int gates) {
        this.kind = kind;
        this.stack = stack;
        this.place = place;
        this.notes = new long[gates];
    }

    static Ticket shared(Pipeline pipeline) {
        Ticket ticket = new Ticket(Kind.SHARED, null, 0, pipeline.gates.length);
        ticket.pipeline = pipeline;
        ticket.admitted = pipeline.gates.length;
        return ticket;
    }

    static Ticket stacked(CallStack stack, int place) {
        return new Ticket(Kind.STACKED, stack, place, 8);
    }

    static Ticket lasting(Pipeline pipeline) {
        Ticket ticket = new Ticket(Kind.LASTING, null, 0, pipeline.gates.length);
        ticket.open(pipeline);
        return ticket;
    }

    /** Makes a used ticket new. */
    void open(Pipeline opened) {
        pipeline = opened;
        if (notes.length < opened.gates.length) {
            notes = new long[opened.gates.length];
        }
        admitted = opened.gates.length;
        attempts = 1;
    }

    /** This ticket with another note: itself, or a copy where it is shared. */
    Ticket noting(int gate, long note) {
        Ticket written = kind == Kind.SHARED ? copy() : this;
        written.notes[gate] = note;
        return written;
    }

    private Ticket copy() {
        Ticket copy = new Ticket(Kind.LASTING, null, 0, notes.length);
        copy.notes = Arrays.copyOf(notes, notes.length);
        copy.pipeline = pipeline;
        copy.admitted = admitted;
        return copy;
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

    /** Remembers the failure of an attempt that another one follows. */
    void failedBefore(Throwable failure) {
        List<Throwable> failures = earlier;
        if (failures == null) {
            failures = new ArrayList<>(2);
            earlier = failures;
        }
        failures.add(failure);
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
        substitute = null;
        thrown = null;
        CallStack owner = stack;
        if (owner != null) {
            owner.popTo(place);
        }
    }
}
