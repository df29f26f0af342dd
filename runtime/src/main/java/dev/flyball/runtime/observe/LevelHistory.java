package dev.flyball.runtime.observe;

import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last 64 changes of a level, with when they happened. Levels change seldom, so one lock will do; it guards {@code
 * last} for as long as a copy takes.
 */
public final class LevelHistory implements EventSink {

    static final int MOST = 64;

    private final Clock clock;
    private final Deque<Entry> last = new ArrayDeque<>(MOST);

    /** A change, and the clock's reading when it was heard of. */
    public record Entry(LevelChanged change, long nanos) {}

    /** Nothing yet. */
    public LevelHistory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void emit(Event event) {
        if (event instanceof LevelChanged change) {
            Entry entry = new Entry(change, clock.nanos());
            synchronized (last) {
                if (last.size() == MOST) {
                    last.removeFirst();
                }
                last.addLast(entry);
            }
        }
    }

    /** The last changes, oldest first. */
    public List<Entry> entries() {
        synchronized (last) {
            return new ArrayList<>(last);
        }
    }
}
