package dev.flyball.runtime.observe;

import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.observe.Event.ConfigChanged;
import dev.flyball.runtime.observe.Event.KeysOverflowed;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.Event.LimitChanged;
import dev.flyball.runtime.observe.Event.Rejected;
import dev.flyball.runtime.observe.Event.RunCutShort;
import dev.flyball.runtime.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes expected trouble to the log: per instance and sort of trouble one line a minute, which says how many were left
 * out since the last. Changes of configuration are always written. Thread-safe; never throws, whatever the logger does.
 */
public final class EventLog implements EventSink {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<Logger> logger;
    private final Clock clock;
    private final Map<Subject, Quota> quotas = new ConcurrentHashMap<>();

    /** Writes to the logger {@code dev.flyball}, found at the first line; minutes are those of {@code clock}. */
    public EventLog(Clock clock) {
        this(() -> LoggerFactory.getLogger("dev.flyball"), clock);
    }

    EventLog(Supplier<Logger> logger, Clock clock) {
        this.logger = logger;
        this.clock = clock;
    }

    @Override
    public void emit(Event event) {
        if (event instanceof Rejected rejected) {
            limited(
                    Level.WARN,
                    new Subject(rejected.policy(), rejected.name()),
                    null,
                    () -> "[refused] "
                            + rejected.method() + " was refused by " + rejected.policy() + " \"" + rejected.name()
                            + "\": "
                            + rejected.reason());
        } else if (event instanceof BreakerTransition edge) {
            Level level = edge.to().equals("open") ? Level.WARN : Level.INFO;
            limited(
                    level,
                    new Subject("to " + edge.to(), edge.name()),
                    null,
                    () -> "[breaker] circuit breaker \"" + edge.name() + "\" went from " + edge.from() + " to "
                            + edge.to() + " (" + edge.cause() + ")");
        } else if (event instanceof LevelChanged edge) {
            Level level = edge.to().equals("NORMAL") || edge.to().equals("ELEVATED") ? Level.INFO : Level.WARN;
            limited(
                    level,
                    new Subject("pressure " + edge.to(), edge.name()),
                    null,
                    () -> "[pressure] " + edge.name() + " went from " + edge.from() + " to " + edge.to() + " at "
                            + Math.round(edge.pressure() * 100) + " %: " + edge.reason());
        } else if (event instanceof KeysOverflowed full) {
            limited(
                    Level.WARN,
                    new Subject("keys of " + full.policy(), full.name()),
                    null,
                    () -> "[keys-overflowed] " + full.policy() + " \"" + full.name() + "\" has room for "
                            + full.maxKeys() + " keys and all owe: further keys share one limit; raise maxKeys");
        } else if (event instanceof RunCutShort run) {
            limited(
                    Level.WARN,
                    new Subject("cut short by " + run.cause(), run.name()),
                    null,
                    () -> "[run-cut-short] a run of the branches \"" + run.name() + "\" was cut short ("
                            + run.cause() + "): " + run.reason() + ", with " + run.unfinished()
                            + " of them unfinished");
        } else if (event instanceof LimitChanged moved) {
            limited(
                    Level.INFO,
                    new Subject("limit", moved.name()),
                    null,
                    () -> "[limit] adaptive limit \"" + moved.name() + "\" went from " + moved.from() + " to "
                            + moved.to() + ": " + moved.reason());
        } else if (event instanceof ConfigChanged changed) {
            write(Level.INFO, changed.name(), "[config-changed] " + String.join("\n  ", changed.changes()), null);
        }
    }

    /** Warns of {@code instance}, with {@code cause}'s stack trace if there is one. */
    public void warn(String instance, String message, @Nullable Throwable cause) {
        limited(Level.WARN, new Subject("", instance), cause, () -> message);
    }

    private void limited(Level level, Subject subject, @Nullable Throwable cause, Supplier<String> message) {
        long now = clock.nanos();
        Quota known = quotas.get(subject);
        Quota quota = known == null ? quotas.computeIfAbsent(subject, one -> new Quota(now - PAUSE)) : known;
        long before = quota.take(now);
        if (before >= 0) {
            String more = before == 0 ? "" : " (and " + before + " more since the last such line)";
            write(level, subject.name, message.get() + more, cause);
        }
    }

    private void write(Level level, String name, String message, @Nullable Throwable cause) {
        try {
            LoggingEventBuilder line = logger.get().atLevel(level).addKeyValue("name", name);
            (cause == null ? line : line.setCause(cause)).log(message);
        } catch (RuntimeException | LinkageError loggerFailed) {
            // The log is the place where trouble is told; with it broken there is nowhere to turn.
        }
    }

    private record Subject(String trouble, String name) {}

    /**
     * One line a minute. {@code last}: the reading at the last line; replaced by whoever writes the next, by
     * compare-and-set. In an overload every refused call passes here, so nobody waits.
     */
    private static final class Quota {
        private final LongAdder left = new LongAdder();
        private final AtomicLong last;

        Quota(long last) {
            this.last = new AtomicLong(last);
        }

        /** How many were left out since the last line, or −1 if this one is left out too. */
        long take(long now) {
            long before = last.get();
            if (now - before >= PAUSE && last.compareAndSet(before, now)) {
                return left.sumThenReset();
            }
            left.increment();
            return -1;
        }
    }
}
