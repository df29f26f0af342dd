package dev.flyball.model;

import java.util.List;
import java.util.Optional;

/**
 * What governs one method: its policies, outermost first, the parameters that form its key, its fallback's name (empty
 * if none), and whether it returns a {@code CompletionStage} or {@code CompletableFuture}.
 */
public record MethodPlan(
        String owner,
        String name,
        String descriptor,
        List<PolicyPlan> policies,
        List<Integer> keyParameters,
        String fallback,
        boolean stage) {

    /** The policy of that kind, if the plan has it. */
    public Optional<PolicyPlan> policy(PolicyKind kind) {
        return policies.stream().filter(policy -> policy.kind() == kind).findFirst();
    }

    /** Whether failures can be handed to a fallback. */
    public boolean hasFallback() {
        return !fallback.isEmpty();
    }

    /**
     * Whether the body must run apart from the caller's frame: a stage method that may be repeated, must wait its turn
     * without parking a thread, or whose caller may get an ending before the body's stage has one.
     */
    public boolean carried() {
        return stage
                && (policy(PolicyKind.RETRY).isPresent()
                        || policy(PolicyKind.TIMEOUT).isPresent()
                        || policies.stream().anyMatch(PolicyPlan::waits));
    }
}
