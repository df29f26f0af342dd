package dev.flyball.runtime.breaker;

import static java.util.Objects.requireNonNull;

import dev.flyball.runtime.breaker.CircuitBreaker.State;
import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.EventSink;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts a breaker's edges and announces each once, in the order in which they happened.
 *
 * <p>Two winners of consecutive edges may arrive here in the wrong order. So an edge is put into {@code waiting} under
 * its epoch, and whoever holds {@code announcing} hands out epoch after epoch for as long as the next one is there.
 * After giving {@code announcing} back it looks again: an edge put there meanwhile by a thread that found it taken would
 * otherwise wait for the next one. {@code next} is written only by the holder. No thread waits for another, and a sink
 * that causes an edge itself finds it announced after its own.
 */
final class Edges {

    /** Who moved the breaker. */
    enum Cause {
        AUTO,
        MANUAL,
        MEMORY
    }

    private final String breaker;
    private final EventSink sink;
    private final Map<State, Map<Cause, LongAdder>> counts = new EnumMap<>(State.class);
    private final ConcurrentHashMap<Long, Event> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean announcing = new AtomicBoolean();
    private final AtomicLong next;

    Edges(String breaker, EventSink sink, long firstEpoch) {
        this.breaker = breaker;
        this.sink = sink;
        this.next = new AtomicLong(firstEpoch);
        for (State to : State.values()) {
            Map<Cause, LongAdder> causes = new EnumMap<>(Cause.class);
            for (Cause cause : Cause.values()) {
                causes.put(cause, new LongAdder());
            }
            counts.put(to, causes);
        }
    }

    void happened(Term from, Term to, Cause cause) {
        adder(to.state, cause).increment();
        waiting.put(to.epoch, new Event.BreakerTransition(breaker, word(from.state), word(to.state), word(cause)));
        announce();
    }

    long count(State to, Cause cause) {
        return adder(to, cause).sum();
    }

    private LongAdder adder(State to, Cause cause) {
        return requireNonNull(requireNonNull(counts.get(to)).get(cause));
    }

    private void announce() {
        while (waiting.containsKey(next.get()) && announcing.compareAndSet(false, true)) {
            try {
                for (Event event = waiting.remove(next.get()); event != null; event = waiting.remove(next.get())) {
                    next.incrementAndGet();
                    emit(event);
                }
            } finally {
                announcing.set(false);
            }
        }
    }

    /** A sink must not throw; one that does must not change how the call ends that happened to cause the edge. */
    private void emit(Event event) {
        try {
            sink.emit(event);
        } catch (RuntimeException ignored) {
            // nobody to tell: the call is not the sink's
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
