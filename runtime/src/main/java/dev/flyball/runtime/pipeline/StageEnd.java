package dev.flyball.runtime.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Settles a call when the stage that its body returned completes. Where nothing may replace the ending, the caller gets
 * the body's own stage; else a dependent one, whose cancellation reaches the source.
 */
public final class StageEnd {

    private StageEnd() {}

    /** Watches a body's stage; answers what the caller gets. */
    public static @Nullable CompletionStage<?> watch(
            Ticket ticket, @Nullable CompletionStage<?> stage, @Nullable Rescue rescue) {
        Measurement.leaveBody(ticket.pipeline(), ticket);
        Settlement.leave(ticket.pipeline(), ticket, ticket.admitted - 1, 0, true);
        if (stage == null) {
            Throwable missing = new NullPointerException("the method returned a null stage");
            Governor.failed(ticket, settled(ticket, missing));
            return null;
        }
        if (rescue != null) {
            Dependent<Object> dependent = new Dependent<>(stage);
            stage.whenComplete((value, failure) -> dependent.end(ticket, value, failure, rescue));
            return dependent;
        }
        stage.whenComplete((value, failure) -> end(ticket, failure));
        return stage;
    }

    /** The stage of a call that ended before its body ran. */
    public static CompletionStage<?> failed(Throwable ending, @Nullable Rescue rescue) {
        if (rescue == null || !Rescue.appliesTo(ending)) {
            return CompletableFuture.failedFuture(ending);
        }
        CompletableFuture<Object> rescued = new CompletableFuture<>();
        rescue(rescued, ending, rescue);
        return rescued;
    }

    private static void end(Ticket ticket, @Nullable Throwable failure) {
        if (failure == null) {
            Settlement.completed(ticket);
        } else {
            Governor.failed(ticket, settled(ticket, failure));
        }
    }

    /** Such a pipeline has no retry gate, so the failure that flies is the one given. */
    private static Throwable settled(Ticket ticket, Throwable failure) {
        Throwable flies = Governor.threw(ticket, failure);
        return flies == null ? failure : flies;
    }

    /** Runs the fallback and completes {@code target} with what its stage ends with. */
    @SuppressWarnings("unchecked") // a fallback's stage has the method's own type
    static <T> void rescue(CompletableFuture<T> target, Throwable cause, Rescue rescue) {
        try {
            CompletionStage<T> substitute = (CompletionStage<T>) rescue.from(Settlement.unwrap(cause));
            if (substitute == null) {
                target.completeExceptionally(
                        Rescue.failedToo(new NullPointerException("the fallback returned a null stage"), cause));
                return;
            }
            substitute.whenComplete((value, failure) -> {
                if (failure == null) {
                    target.complete(value);
                } else {
                    target.completeExceptionally(Rescue.failedToo(Settlement.unwrap(failure), cause));
                }
            });
        } catch (Throwable own) {
            target.completeExceptionally(Rescue.failedToo(own, Settlement.unwrap(cause)));
        }
    }

    /** The stage of a caller whose call may still be rescued. */
    private static final class Dependent<T> extends CompletableFuture<T> {

        private final CompletionStage<?> source;

        Dependent(CompletionStage<?> source) {
            this.source = source;
        }

        @SuppressWarnings("unchecked") // the body's stage has the method's own type
        void end(Ticket ticket, @Nullable Object value, @Nullable Throwable failure, Rescue rescue) {
            if (failure == null) {
                Settlement.completed(ticket);
                complete((T) value);
                return;
            }
            Throwable flies = Settlement.unwrap(settled(ticket, failure));
            if (isDone() || !Rescue.appliesTo(flies)) {
                Governor.failed(ticket, flies);
                completeExceptionally(flies);
                return;
            }
            Governor.replaced(ticket, flies);
            ticket.close();
            rescue(this, flies, rescue);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                source.toCompletableFuture().cancel(mayInterruptIfRunning);
            }
            return cancelled;
        }
    }
}
