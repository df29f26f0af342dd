package dev.flyball.runtime.status;

import dev.flyball.runtime.observe.ExecutorMetrics;
import dev.flyball.runtime.pressure.PressureLevel;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime knew at one moment of its resources, of the calls it governs, and of what it does about them. Immutable;
 * serialisable; made of records of numbers, words and lists, so that mappers such as Jackson need no help with it.
 * {@link #toString} is a page for people. Numbers that nobody knows are −1, words that nobody knows null.
 *
 * @param takenAtMillis when, in milliseconds since 1970
 * @param resources how hard pressed memory and processors are, and what follows from it
 * @param program how hard pressed the program is, all policies considered
 * @param executors calls by governed name
 * @param knobs what is degraded now, and how far; empty while nothing is
 * @param grants what each registered method may use
 * @param breakers every circuit breaker by name
 * @param policies every policy instance with what is in flight there
 * @param changes the last changes of a level, oldest first
 */
public record ResourceStatus(
        long takenAtMillis,
        Resources resources,
        Cpu cpu,
        Memory memory,
        Workers workers,
        Program program,
        List<ExecutorMetrics> executors,
        List<Knob> knobs,
        List<Grant> grants,
        List<Breaker> breakers,
        List<Policy> policies,
        List<LevelChange> changes,
        Alerts alerts)
        implements Serializable {

    /** A number that nobody knows. */
    public static final long UNKNOWN = -1;

    /** Keeps its own copies of the lists. */
    public ResourceStatus {
        executors = List.copyOf(executors);
        knobs = List.copyOf(knobs);
        grants = List.copyOf(grants);
        breakers = List.copyOf(breakers);
        policies = List.copyOf(policies);
        changes = List.copyOf(changes);
    }

    /**
     * How hard pressed memory and processors are.
     *
     * @param level the level in force
     * @param pressure 0 to 1, smoothed, as it was sensed
     * @param computed the level that was sensed; differs from {@code level} while one is forced
     * @param forced whether somebody has set the level by hand
     * @param reason why the level is what it is, in words
     * @param source where the numbers come from: {@code cgroup v2}, {@code procfs}, {@code jmx}
     * @param ageMillis how old the numbers are
     * @param latched whether too little runs for the numbers to be renewed
     * @param easesInMillis when the level can be milder at the earliest; 0 where it is NORMAL
     * @param forecast the pressure to come, 0 to 1, or −1 where none is foreseen
     * @param exhaustionSeconds until the heap is full at this rate, or −1
     */
    public record Resources(
            PressureLevel level,
            double pressure,
            PressureLevel computed,
            boolean forced,
            String reason,
            @Nullable String source,
            long ageMillis,
            boolean latched,
            long easesInMillis,
            double forecast,
            double exhaustionSeconds)
            implements Serializable {}

    /**
     * The processors.
     *
     * @param pressure 0 to 1, or −1
     * @param load the share of all processors' time that this process used, 0 to 1, or −1
     * @param processors how many this process may use
     */
    public record Cpu(double pressure, double load, int processors) implements Serializable {}

    /**
     * The heap, in bytes.
     *
     * @param pressure 0 to 1, or −1
     * @param live what the last collection left, or −1
     * @param used what is in use, garbage included
     * @param max the most there may be
     */
    public record Memory(double pressure, long live, long used, long max) implements Serializable {}

    /**
     * How much may run.
     *
     * @param budget how many workers the process may have at this level, or −1
     * @param granted how many of them are promised to methods, or −1
     * @param activeCalls calls in progress in places that count them: bulkheads, adaptive limits
     * @param waitingCalls calls that wait for such a place
     */
    public record Workers(long budget, long granted, long activeCalls, long waitingCalls) implements Serializable {}

    /**
     * The pressure of the whole program.
     *
     * @param reason which policy counts most, and why
     */
    public record Program(PressureLevel level, double pressure, String reason) implements Serializable {}

    /**
     * A knob of degradation that is turned.
     *
     * @param since the level from which on it is turned
     * @param factor what is left of the work, 0 to 1; 0 where all of it is left out
     */
    public record Knob(String name, PressureLevel since, double factor) implements Serializable {}

    /** What a registered method may use: memory in bytes. */
    public record Grant(
            String name,
            String priority,
            long minMemory,
            long memory,
            long maxMemory,
            long minWorkers,
            long workers,
            long maxWorkers)
            implements Serializable {}

    /**
     * A circuit breaker.
     *
     * @param state in one word, such as {@code HALF_OPEN}
     * @param admits whether it would let a call pass
     * @param failureRate of the calls in its window, 0 to 1, or −1 while they are too few
     * @param slowCallRate the same of slow calls
     * @param why its state in a sentence
     */
    public record Breaker(
            String name,
            String state,
            boolean admits,
            long calls,
            double failureRate,
            double slowCallRate,
            long refused,
            String why)
            implements Serializable {}

    /**
     * A policy instance, by policy and name.
     *
     * @param inFlight calls in progress, or −1 where the policy does not count them
     * @param capacity how many there may be, or −1
     * @param waiting calls that wait there
     */
    public record Policy(
            String name,
            PressureLevel level,
            double pressure,
            long inFlight,
            long capacity,
            long waiting,
            String reason)
            implements Serializable {}

    /**
     * A change of a level.
     *
     * @param name whose: {@code process}, {@code memory}, {@code cpu}, or a policy instance
     * @param ageMillis how long ago
     */
    public record LevelChange(String name, long ageMillis, String from, String to, double pressure, String reason)
            implements Serializable {}

    /**
     * Alerts since the start.
     *
     * @param bySeverity how many of each severity
     * @param recent the last ones in a line each, newest first
     */
    public record Alerts(long total, long lastHour, long lastDay, Map<String, Long> bySeverity, List<String> recent)
            implements Serializable {

        /** None, or nobody counts. */
        public static final Alerts NONE = new Alerts(0, 0, 0, Map.of(), List.of());

        /** Keeps its own copies. */
        public Alerts {
            bySeverity = Map.copyOf(bySeverity);
            recent = List.copyOf(recent);
        }
    }

    /** A page for people: a line per fact, a table per list, nothing where there is nothing to say. */
    @Override
    public String toString() {
        return StatusPage.of(this);
    }
}
