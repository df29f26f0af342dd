package dev.flyball.runtime.bridge;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.pipeline.Governor;
import dev.flyball.runtime.pipeline.Pipeline;
import dev.flyball.runtime.pipeline.Rescue;
import dev.flyball.runtime.pipeline.StageCall;
import dev.flyball.runtime.pipeline.StageEnd;
import dev.flyball.runtime.pipeline.Ticket;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A site as wrappers see it. A record of method handles, because the JIT trusts a record's fields: through a wrapper's
 * {@code static final} it sees the handles' present targets, and through those the pipeline, as constants.
 *
 * @param entering {@code (Object key) Object}: admits or refuses
 * @param returning {@code (Ticket) void}: settles a normal ending
 * @param delegates whether the classes behind a decorator are woven; null where the site's own class has the body
 */
record LinkedSite(
        Installation installation,
        MethodHandle entering,
        MethodHandle returning,
        @Nullable Delegates delegates,
        boolean stage)
        implements Site {

    /** A call that ended, or went elsewhere, before the body could run: a refusal, or the stage to hand out. */
    private record Ended(@Nullable Object ending) implements Skip {}

    @Override
    public @Nullable Object enter(@Nullable Object receiver) {
        return enter(receiver, null);
    }

    @Override
    public @Nullable Object enter(@Nullable Object receiver, @Nullable Object key) {
        if (delegates != null && receiver != null && delegates.woven(receiver.getClass())) {
            return null;
        }
        Object answer;
        try {
            answer = (Object) entering.invokeExact(key);
        } catch (Throwable unexpected) {
            throw Sneaky.thrown(unexpected);
        }
        return answer instanceof RefusedException refusal ? new Ended(refusal) : answer;
    }

    @Override
    public <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver, @Nullable Object key, Body<? extends @Nullable S> body) {
        return new Ended(carried(receiver, key, body, null));
    }

    @Override
    public <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver,
            @Nullable Object key,
            Body<? extends @Nullable S> body,
            Fallback<? extends @Nullable S> fallback) {
        return new Ended(carried(receiver, key, body, fallback::call));
    }

    private @Nullable Object carried(
            @Nullable Object receiver,
            @Nullable Object key,
            Body<? extends @Nullable CompletionStage<?>> body,
            @Nullable Rescue rescue) {
        Pipeline pipeline = installation.forWrapper();
        boolean passesThrough = delegates != null && receiver != null && delegates.woven(receiver.getClass());
        if (pipeline != null && !passesThrough) {
            return StageCall.start(pipeline, key, body::call, rescue);
        }
        try {
            return body.call();
        } catch (Throwable failure) {
            throw Sneaky.thrown(failure);
        }
    }

    @Override
    public boolean rethrows(@Nullable Object ticket, Throwable failure) {
        return rethrown(ticket, failure, null);
    }

    @Override
    public boolean rethrows(@Nullable Object ticket, Throwable failure, Fallback<? extends @Nullable Object> fallback) {
        return rethrown(ticket, failure, fallback);
    }

    private static boolean rethrown(
            @Nullable Object ticket, Throwable failure, @Nullable Fallback<? extends @Nullable Object> fallback) {
        if (!(ticket instanceof Ticket call)) {
            return true;
        }
        Throwable flies = Governor.threw(call, failure);
        if (flies == null) {
            return false;
        }
        if (fallback != null && Rescue.appliesTo(flies)) {
            Governor.replaced(call, flies);
            try {
                call.conclude(fallback.call(flies), null);
                return false;
            } catch (Throwable own) {
                return flew(call, failure, Rescue.failedToo(own, flies));
            }
        }
        if (flies == failure) {
            Governor.failed(call, flies);
            return true;
        }
        return flew(call, failure, flies);
    }

    private static boolean flew(Ticket call, Throwable failure, Throwable flies) {
        if (flies == failure) {
            call.close();
            return true;
        }
        call.conclude(null, flies);
        return false;
    }

    @Override
    public boolean repeats(@Nullable Object ticket) {
        return ticket instanceof Ticket call && call.takeRepeats();
    }

    @Override
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result) {
        return settled(ticket) ? result : exitOtherwise(ticket, result, null);
    }

    @Override
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result, Fallback<? extends R> fallback) {
        return settled(ticket) ? result : exitOtherwise(ticket, result, fallback::call);
    }

    /** The usual ending: nothing governed the call, or it returned and settles now. */
    private boolean settled(@Nullable Object ticket) {
        if (ticket == null) {
            return true;
        }
        if (stage || !(ticket instanceof Ticket call) || call.concluded()) {
            return false;
        }
        try {
            returning.invokeExact(call);
        } catch (Throwable unexpected) {
            throw Sneaky.thrown(unexpected);
        }
        return true;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what stands in for a result has its type, null where that may be
    private <R extends @Nullable Object> R exitOtherwise(@Nullable Object ticket, R result, @Nullable Rescue rescue) {
        if (ticket instanceof Ticket call) {
            return call.concluded() ? (R) handOut(call) : (R) StageEnd.watch(call, (CompletionStage<?>) result, rescue);
        }
        Object ending = ticket instanceof Ended ended ? ended.ending() : null;
        return ending instanceof RefusedException refusal ? (R) refused(refusal, rescue) : (R) ending;
    }

    private static @Nullable Object handOut(Ticket call) {
        Object substitute = call.conclusion();
        Throwable thrown = call.thrown();
        if (thrown != null) {
            Governor.failed(call, thrown);
            throw Sneaky.thrown(thrown);
        }
        call.close();
        return substitute;
    }

    private @Nullable Object refused(RefusedException refusal, @Nullable Rescue rescue) {
        if (stage) {
            return StageEnd.failed(refusal, rescue);
        }
        if (rescue == null) {
            throw refusal;
        }
        try {
            return rescue.from(refusal);
        } catch (Throwable own) {
            throw Sneaky.thrown(Rescue.failedToo(own, refusal));
        }
    }
}
