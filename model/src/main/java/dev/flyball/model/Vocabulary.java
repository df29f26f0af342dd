package dev.flyball.model;

import static dev.flyball.model.AttributeDraft.bandwidths;
import static dev.flyball.model.AttributeDraft.classes;
import static dev.flyball.model.AttributeDraft.count;
import static dev.flyball.model.AttributeDraft.duration;
import static dev.flyball.model.AttributeDraft.flag;
import static dev.flyball.model.AttributeDraft.number;
import static dev.flyball.model.AttributeDraft.oneOf;
import static dev.flyball.model.AttributeDraft.ratio;
import static dev.flyball.model.AttributeDraft.shareOrSize;
import static dev.flyball.model.AttributeDraft.text;
import static dev.flyball.model.AttributeDraft.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of every policy's attributes: spelling, type, range, default, meaning, and what is built. Validation,
 * plan lines, configuration keys, {@code reference.conf} and suggestions all follow from it.
 */
public final class Vocabulary {

    /** The annotations on methods that belong to policies whose engines are not built. */
    static final Set<String> MARKERS_NOT_BUILT = Set.of(
            "dev.flyball.annotation.Immediate", "dev.flyball.annotation.OnRestart", "dev.flyball.annotation.OnStop");

    private static final Map<PolicyKind, PolicyEntry> ENTRIES = new EnumMap<>(PolicyKind.class);

    private Vocabulary() {}

    static {
        policy(
                PolicyKind.RATE_LIMITED,
                "At most so many calls per span of time.",
                count("permits").from(1).tag("rate-not-positive").says("Calls per span of time."),
                duration("per").or("1s").aboveZero().tag("rate-not-positive").says("The span of time."),
                count("burst")
                        .or("0")
                        .tag("burst-negative")
                        .says("Calls at once after a quiet time; 0: as many as permits."),
                oneOf("algorithm", "TOKEN_BUCKET", "SLIDING_WINDOW", "ADAPTIVE_WINDOW")
                        .or("TOKEN_BUCKET")
                        .says("How permits are counted."),
                count("minPermits").or("1").from(1).says("The lowest limit of ADAPTIVE_WINDOW."),
                duration("targetLatency").orOff().aboveZero().says("A longer call is in trouble, for ADAPTIVE_WINDOW."),
                classes("overloadOn").or("").says("The exceptions that mean overload too, for ADAPTIVE_WINDOW."),
                duration("maxWait").or("0s").says("How long a caller may wait for its permit."),
                duration("warmUp").or("0s").says("How long a cold start takes to reach the full rate."),
                count("maxKeys").or("10000").from(1).says("How many keys have a limit of their own."),
                bandwidths("also")
                        .orOff()
                        .says(
                                "Further bandwidths that must admit a call too, such as 100/1m, 1000/1h; for TOKEN_BUCKET."),
                oneOf("inherit", "PROPORTIONALLY", "AS_IS", "ADDITIVE", "RESET")
                        .or("PROPORTIONALLY")
                        .says("What becomes of saved permits when a change of configuration comes with it."));
        policy(
                PolicyKind.CIRCUIT_BREAKER,
                "Stops calling what keeps failing.",
                ratio("failureRate").or("0.5").aboveZero().says("The share of failed calls that opens it."),
                window("window")
                        .or("100")
                        .within(Range.from(1, 1_048_576))
                        .says("The calls that are judged: so many, or those of the last span of time."),
                count("minimumCalls").or("20").from(1).says("The fewest calls that are judged."),
                duration("slowCallDuration").orOff().aboveZero().says("A longer call is slow."),
                ratio("slowCallRate").or("1").aboveZero().says("The share of slow calls that opens it."),
                duration("openFor").or("10s").aboveZero().says("How long it stays open before it probes."),
                number("openForFactor")
                        .or("1")
                        .within(Range.from(1, 100))
                        .says("What openFor is multiplied by each time the probes fail."),
                duration("openForMax").or("5m").aboveZero().says("The longest that openFor may grow."),
                count("probes")
                        .or("5")
                        .within(Range.from(1, 1000))
                        .says("How many trial calls decide whether it closes."),
                duration("probeTimeout").or("30s").aboveZero().says("A longer probe counts as failed."),
                shareOrSize("memoryThreshold")
                        .orOff()
                        .within(Range.above(0, 1))
                        .says("Live heap after garbage collection that opens it: a share or a size."),
                classes("recordOn").or("java.lang.Throwable").says("The exceptions that count as failures."),
                classes("ignoreOn").or("").says("The exceptions that count neither as failure nor as success."));
        policy(
                PolicyKind.BULKHEAD,
                "At most so many calls at the same time.",
                count("max").from(1).says("Calls at the same time."),
                count("maxWaiting").or("0").says("Callers that may wait for a place."),
                duration("maxWait").or("0s").says("How long a caller may wait for a place."),
                count("perOwner").or("0").says("Calls at the same time for each owner; 0: owners are not told apart."));
        policy(
                PolicyKind.RETRY,
                "Calls again after a failure that may pass.",
                count("maxAttempts").or("3").within(Range.from(1, 100)).says("Attempts in all, the first included."),
                duration("delay").or("100ms").says("The pause before the second attempt."),
                oneOf("backoff", "EXPONENTIAL", "FIXED", "LINEAR")
                        .or("EXPONENTIAL")
                        .says("How the pause grows."),
                duration("maxDelay").or("10s").says("The longest pause."),
                duration("maxDuration").or("3m").aboveZero().says("The time in which a further attempt may begin."),
                ratio("jitter").or("1").says("The share of each pause that is random."),
                classes("retryOn").or("java.lang.Exception").says("The failures that are tried again."),
                classes("abortOn").or("").says("The failures that are not."));
        policy(
                PolicyKind.ADAPTIVE_CONCURRENCY,
                "At most so many calls at the same time as measured latency allows.",
                oneOf("algorithm", "GRADIENT", "LITTLES_LAW", "PID", "AIMD", "VEGAS", "CUBIC")
                        .or("GRADIENT")
                        .says("How the limit follows the measurements."),
                count("initial").or("20").from(1).says("The limit at the start, if min and max allow it."),
                count("min").or("1").from(1).says("The lowest limit."),
                count("max").or("1000").from(1).says("The highest limit."),
                duration("targetLatency").orOff().aboveZero().says("The latency to stay below."),
                classes("overloadOn")
                        .or("")
                        .says("The exceptions that mean overload, besides timeouts and rejections."),
                count("maxWaiting").or("0").says("Callers that may wait for a place."),
                duration("maxWait").or("0s").says("How long a caller may wait for a place."));
        policy(
                PolicyKind.TIMEOUT,
                "Ends a call that takes too long.",
                duration("value").aboveZero().says("The longest a call may take."),
                flag("interrupt").or("true").says("Whether the running thread is interrupted."));
        policy(
                PolicyKind.DEGRADABLE,
                "Gives a method up while memory or processor are under pressure.",
                oneOf("at", "ELEVATED", "HIGH", "CRITICAL", "EMERGENCY")
                        .or("HIGH")
                        .says("The pressure from which calls degrade."),
                oneOf("priority", "CRITICAL", "HIGH", "NORMAL", "LOW")
                        .or("NORMAL")
                        .says("How long this work is kept."),
                flag("ramp").or("false").says("Whether the degraded share grows with the pressure."));
        notBuilt(
                PolicyKind.SUPERVISED,
                "Restarts an object whose methods fail.",
                "@Retry repeats a failed call and @CircuitBreaker stops calling what keeps failing",
                oneOf("strategy", "ONE_FOR_ONE", "ONE_FOR_ALL", "REST_FOR_ONE", "ESCALATE")
                        .or("ONE_FOR_ONE")
                        .says("Who restarts with the one that failed."),
                oneOf("restart", "PERMANENT", "TRANSIENT", "TEMPORARY")
                        .or("PERMANENT")
                        .says("Which endings are followed by a restart."),
                count("maxRestarts").or("5").says("Restarts within a span of time before escalating."),
                duration("within").or("1m").aboveZero().says("The span in which restarts are counted."),
                oneOf("backoff", "EXPONENTIAL", "FIXED", "LINEAR")
                        .or("EXPONENTIAL")
                        .says("How the pause grows."),
                duration("initialDelay").or("1s").says("The pause before the first restart."),
                duration("maxDelay").or("30s").says("The longest pause."),
                text("group").orOff().says("The group that one supervisor watches."),
                count("order").or("0").within(Range.ANY).says("The place in the group."));
        notBuilt(
                PolicyKind.POOLED,
                "Runs the method on a work-stealing pool.",
                "an executor of your own works, with @Bulkhead on the method it runs",
                text("pool").or("default").says("The pool."),
                oneOf("priority", "HIGH", "NORMAL", "LOW").or("NORMAL").says("Which work the pool takes first."),
                duration("timeout").orOff().aboveZero().says("How long a caller waits for the result."));
        notBuilt(
                PolicyKind.ACTOR,
                "Turns calls of an object into messages.",
                "@Bulkhead(max = 1) with maxWaiting and maxWait runs one call of a method at a time",
                count("mailbox").or("1024").from(1).says("Messages that may wait."),
                oneOf("overflow", "REJECT", "MUTE", "BLOCK", "DROP_NEWEST", "DROP_OLDEST", "NACK")
                        .or("REJECT")
                        .says("What happens to a message when the mailbox is full."),
                oneOf("order", "CAUSAL", "PRIORITY").or("CAUSAL").says("Which message is next."),
                duration("timeout").or("5s").aboveZero().says("How long a caller waits for an answer."),
                count("maxDepth").or("32").from(1).says("How deep calls between actors may nest."));
    }

    /** That policy's entry. */
    public static PolicyEntry policy(PolicyKind kind) {
        PolicyEntry entry = ENTRIES.get(kind);
        if (entry == null) {
            throw new AssertionError(kind);
        }
        return entry;
    }

    /** Every entry, outermost policy first. */
    public static List<PolicyEntry> policies() {
        return List.copyOf(ENTRIES.values());
    }

    /** The entry whose kebab-case key that is. */
    public static Optional<PolicyEntry> policy(String key) {
        return ENTRIES.values().stream()
                .filter(entry -> entry.kind().key().equals(key))
                .findFirst();
    }

    private static void policy(PolicyKind kind, String sentence, Attribute... own) {
        notBuilt(kind, sentence, "", own);
    }

    private static void notBuilt(PolicyKind kind, String sentence, String instead, Attribute... own) {
        List<Attribute> all = new ArrayList<>();
        all.add(text("name").orOff().says("The instance; the same name shares one."));
        all.addAll(List.of(own));
        if (kind != PolicyKind.ACTOR) {
            all.add(text("fallback").orOff().says("The method that stands in for a refusal or failure."));
        }
        ENTRIES.put(kind, new PolicyEntry(kind, sentence, instead, all));
    }
}
