package dev.flyball.sample.demo;

import java.util.List;
import java.util.function.Function;

/**
 * One line of the table: a policy, what goes wrong, and what has to be better with it than without.
 *
 * @param policy the annotation, as a reader would look for it
 * @param trouble what goes wrong
 * @param group whose goodput and percentiles are shown, such as {@code flood.users}; empty where requests do not matter
 * @param story what happened in a run, in a few words
 * @param criterion what a governed run must fulfil
 * @param governs which runs the policy can govern at all
 */
record Row(
        String policy,
        String trouble,
        String group,
        Function<Numbers, String> story,
        Criterion criterion,
        Governs governs) {

    /** Which front ends reach the governed method. */
    enum Governs {
        /** A generated subclass can override it; the agent weaves it. */
        EVERYWHERE,
        /** Private, static or final: only the agent reaches it. */
        AGENT_ONLY
    }

    /** Compares a governed run with the plain one. */
    @FunctionalInterface
    interface Criterion {
        /** Every way in which the governed run falls short; empty if it passes. */
        List<String> objections(Numbers plain, Numbers governed);
    }

    List<String> objections(Numbers plain, Numbers governed) {
        return criterion.objections(plain, governed);
    }
}
