package dev.flyball.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a governed method's return type means for the moment when its call is over. */
final class ReturnRule {

    private static final String STAGE = "java.util.concurrent.CompletionStage";
    private static final Set<String> STAGES = Set.of(STAGE, "java.util.concurrent.CompletableFuture");
    private static final String FUTURE = "java.util.concurrent.Future";
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";
    private static final List<String> PUBLISHERS =
            List.of("org.reactivestreams.Publisher", "java.util.concurrent.Flow$Publisher");
    private static final Set<String> LAZY = Set.of(
            "org.reactivestreams.Publisher",
            "java.util.concurrent.Flow$Publisher",
            "reactor.core.publisher.Mono",
            "reactor.core.publisher.Flux",
            "io.reactivex.rxjava3.core.Flowable",
            "io.reactivex.rxjava3.core.Observable",
            "io.reactivex.rxjava3.core.Single",
            "io.reactivex.rxjava3.core.Maybe",
            "io.reactivex.rxjava3.core.Completable",
            "io.smallrye.mutiny.Uni",
            "io.smallrye.mutiny.Multi",
            "kotlinx.coroutines.flow.Flow",
            "kotlinx.coroutines.Deferred");

    private ReturnRule() {}

    /** Whether the call is over when a stage completes. */
    static boolean isStage(DeclaredMethod method) {
        return STAGES.contains(method.returnType());
    }

    static void check(DeclaredMethod method, Problem.Where where, TypeFacts types, Report report) {
        String returned = method.returnType();
        Optional<String> publisher = PUBLISHERS.stream()
                .filter(type -> LAZY.contains(returned) || types.is(returned, type))
                .findFirst();
        if (publisher.isPresent()) {
            report.error(
                    method,
                    "unsupported-return",
                    where,
                    Spelling.method(method) + " returns a " + Spelling.simple(returned)
                            + ", whose work begins later: only the call that creates it would be governed.",
                    "govern the method that does the work, or return a CompletionStage");
        } else if (isSuspend(method)) {
            report.error(
                    method,
                    "unsupported-return",
                    where,
                    Spelling.method(method)
                            + " is a suspend function: only the call up to its first suspension would be governed.",
                    "govern a function that does not suspend, or one that returns a CompletionStage");
        } else if (!isStage(method) && types.is(returned, STAGE)) {
            settlesEarly(method, where, "declare CompletionStage or CompletableFuture as the return type", report);
        } else if (!isStage(method) && types.is(returned, FUTURE)) {
            settlesEarly(method, where, "return a CompletionStage", report);
        }
    }

    private static void settlesEarly(DeclaredMethod method, Problem.Where where, String fix, Report report) {
        report.warn(
                method,
                "future-settles-early",
                where,
                Spelling.method(method) + " returns a " + Spelling.simple(method.returnType())
                        + ": for its policies the call is over when the method returns, not when the work is done.",
                fix);
    }

    private static boolean isSuspend(DeclaredMethod method) {
        List<DeclaredParameter> parameters = method.parameters();
        return !parameters.isEmpty()
                && parameters.get(parameters.size() - 1).type().equals(CONTINUATION);
    }
}
