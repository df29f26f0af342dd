package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * When to say something, how loudly and how often. Immutable.
 *
 * <p>Rules about the same subject are steps of one scale, of which only the worst that holds speaks.
 *
 * @param name in lower case with hyphens, as it stands in configuration
 * @param subject what the rule weighs: one of the words of this class, or the rule's own name
 * @param threshold the rule holds while the subject's number is at least this
 * @param every the shortest time between two messages that it fires, for each instance
 * @param lasting how long it must have held before it fires; {@code for} in configuration
 * @param keepFiringFor how long it must not have held before it is resolved
 * @param channels where its alerts go; empty: where all others go
 * @param source where its number comes from
 */
public record AlertRule(
        String name,
        String subject,
        Severity severity,
        double threshold,
        Duration every,
        Duration lasting,
        Duration keepFiringFor,
        List<String> channels,
        boolean enabled,
        Source source) {

    /** The number of a pressure level, 0 (NORMAL) to 4 (EMERGENCY). */
    public static final String PRESSURE = "pressure";
    /** The pressure of memory, 0 to 1. */
    public static final String MEMORY = "memory";
    /** The pressure of the processors, 0 to 1. */
    public static final String CPU = "cpu";
    /** Whether a circuit breaker is open: 1 or 0. */
    public static final String BREAKER = "breaker";
    /** How many circuit breakers are open. */
    public static final String BREAKERS = "breakers";
    /** Whether work is degraded: 1 or 0. */
    public static final String DEGRADATION = "degradation";
    /** How often the level of pressure changed in the last minute. */
    public static final String FLAPPING = "flapping";

    static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Where a rule's number comes from. */
    public sealed interface Source {}

    /** Somebody reports it: Flyball itself, or a program through {@link Alerts#report}. */
    public record Reported() implements Source {}

    /** It is asked for now and then, on the thread of the alerts. */
    public record Asked(DoubleSupplier number) implements Source {}

    /** It is 1 when such an event happens, and 0 at once after it. */
    public record Heard<E extends Event>(Class<E> type, Predicate<? super E> when) implements Source {
        /** Whether this is such an event. */
        public boolean matches(Event event) {
            return type.isInstance(event) && when.test(type.cast(event));
        }
    }

    /** Keeps its own copy of the channels. */
    public AlertRule {
        check(WORD.matcher(name).matches(), name, "name", name, "lower-case words joined by hyphens");
        check(WORD.matcher(subject).matches(), name, "subject", subject, "lower-case words joined by hyphens");
        check(Double.isFinite(threshold), name, "threshold", threshold, "a number");
        span(name, "every", every, Duration.ofSeconds(1));
        span(name, "for", lasting, Duration.ZERO);
        span(name, "keep-firing-for", keepFiringFor, Duration.ZERO);
        check(
                lasting.isZero() || !(source instanceof Heard<?>),
                name,
                "for",
                lasting,
                "0s, as an event is over at once");
        channels = List.copyOf(channels);
        for (String channel : channels) {
            check(WORD.matcher(channel).matches(), name, "channels", channel, "lower-case words joined by hyphens");
        }
    }

    private static void span(String name, String attribute, Duration value, Duration shortest) {
        boolean within = value.compareTo(shortest) >= 0 && value.compareTo(LONGEST) <= 0;
        check(within, name, attribute, value, shortest.toSeconds() + "s to 30 days");
    }

    private static void check(boolean holds, String name, String attribute, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException("[alert-rule] rule " + Escapes.quoted(name) + ": " + attribute + " is "
                    + value + "; it must be " + remedy);
        }
    }

    /** Fires while {@code number} is at least {@code threshold}: a WARNING, at most every 5 minutes. */
    public static AlertRule above(String name, DoubleSupplier number, double threshold) {
        return plain(name, name, threshold, new Asked(number));
    }

    /** Fires when such an event happens, and is over 5 minutes after the last: a WARNING, at most every 5 minutes. */
    public static <E extends Event> AlertRule on(String name, Class<E> type, Predicate<? super E> when) {
        return plain(name, name, 1, new Heard<>(type, when)).withKeepFiringFor(Duration.ofMinutes(5));
    }

    /** Fires while what is reported of {@code subject} is at least {@code threshold}: a WARNING, every 5 minutes. */
    public static AlertRule reported(String name, String subject, double threshold) {
        return plain(name, subject, threshold, new Reported());
    }

    private static AlertRule plain(String name, String subject, double threshold, Source source) {
        return new AlertRule(
                name,
                subject,
                Severity.WARNING,
                threshold,
                Duration.ofMinutes(5),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                true,
                source);
    }

    public AlertRule withSeverity(Severity other) {
        return new AlertRule(name, subject, other, threshold, every, lasting, keepFiringFor, channels, enabled, source);
    }

    public AlertRule withThreshold(double other) {
        return new AlertRule(name, subject, severity, other, every, lasting, keepFiringFor, channels, enabled, source);
    }

    public AlertRule withEvery(Duration other) {
        return new AlertRule(
                name, subject, severity, threshold, other, lasting, keepFiringFor, channels, enabled, source);
    }

    /** Fires only after it has held this long. */
    public AlertRule withFor(Duration other) {
        return new AlertRule(
                name, subject, severity, threshold, every, other, keepFiringFor, channels, enabled, source);
    }

    public AlertRule withKeepFiringFor(Duration other) {
        return new AlertRule(name, subject, severity, threshold, every, lasting, other, channels, enabled, source);
    }

    public AlertRule withChannels(List<String> other) {
        return new AlertRule(name, subject, severity, threshold, every, lasting, keepFiringFor, other, enabled, source);
    }

    public AlertRule withEnabled(boolean other) {
        return new AlertRule(
                name, subject, severity, threshold, every, lasting, keepFiringFor, channels, other, source);
    }
}
