package dev.flyball.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose costs are compared: the names of the benchmark classes, and what counts as the same policy. */
final class Subjects {

    static final String PLAIN = "floor.Plain";
    static final String FLOOR = "floor.Floor";
    static final String WOVEN = "flyball.Woven";
    static final String GENERATED = "flyball.Generated";
    static final String PROGRAMMATIC = "flyball.Programmatic";
    static final String UNMEASURED = "flyball.Unmeasured";
    static final String OFF = "flyball.SwitchedOff";
    static final String RESILIENCE4J = "peer.Resilience4j";
    static final String CONCURRENCY_LIMITS = "peer.ConcurrencyLimits";
    static final String SPRING_AOP = "peer.SpringAop";

    /** The libraries whose equivalents ours must beat, with the names they go by. */
    private static final Map<String, String> PEERS = Map.of(
            RESILIENCE4J,
            "Resilience4j",
            "peer.Failsafe",
            "Failsafe",
            "peer.SmallRye",
            "SmallRye",
            "peer.Sentinel",
            "Sentinel",
            "peer.Bucket4j",
            "Bucket4j",
            "peer.Guava",
            "Guava",
            "peer.JdkSemaphore",
            "Semaphore",
            CONCURRENCY_LIMITS,
            "SimpleLimiter");

    /** A peer's cost for one policy. */
    record Peer(String name, Cost cost) {}

    private final Results results;

    Subjects(Results results) {
        this.results = results;
    }

    Optional<Cost> cost(String subject, Policy policy, int threads) {
        if (policy == Policy.ADAPTIVE && subject.equals(CONCURRENCY_LIMITS)) {
            return fastestAlgorithm(threads);
        }
        // Its breaker always looks for slow calls, so one measurement stands for both.
        boolean alwaysLooks = policy == Policy.BREAKER_SLOW && subject.equals(RESILIENCE4J);
        return results.cost(subject, alwaysLooks ? Policy.BREAKER.method : policy.method, threads);
    }

    /** Its users choose an algorithm, with a method each: the fastest stands for all. */
    private Optional<Cost> fastestAlgorithm(int threads) {
        return results.runs().stream()
                .filter(run -> run.subject().equals(CONCURRENCY_LIMITS) && run.threads() == threads)
                .filter(run -> run.method().startsWith(Policy.ADAPTIVE.method))
                .flatMap(run -> results.cost(run.subject(), run.method(), threads).stream())
                .min(Comparator.comparingDouble(Cost::nanos));
    }

    /** The call that nobody governs. */
    Optional<Cost> plain(int threads) {
        return results.cost(PLAIN, "call", threads);
    }

    /** The woven call whose policies are switched off. */
    Optional<Cost> off(int threads) {
        return results.cost(OFF, "call", threads);
    }

    /** The fastest of the libraries that have this policy. */
    Optional<Peer> fastestPeer(Policy policy, int threads) {
        List<Map.Entry<String, String>> all = List.copyOf(PEERS.entrySet());
        return all.stream()
                .flatMap(peer ->
                        cost(peer.getKey(), policy, threads).map(cost -> new Peer(peer.getValue(), cost)).stream())
                .min(Comparator.comparingDouble(peer -> peer.cost().nanos()));
    }
}
