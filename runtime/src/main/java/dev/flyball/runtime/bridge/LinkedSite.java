package dev.flyball.runtime.bridge;

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
 * @param returning {@code (Ticket) Throwable}: settles a normal ending, or answers what the call ends with instead
 * @param delegates whether the classes behind a decorator are woven; null where the site's own class has the body
 */
record LinkedSite(
        Installation installation,
        MethodHandle entering,
        MethodHandle returning,
        @Nullable Delegates delegates,
        boolean stage)
        implements Site {

    /** A call that ended, or went elsewhere, before the body could run: how it failed, or the stage to hand out. */
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
        return answer instanceof Throwable refusal ? new Ended(refusal) : answer;
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

    /**
     * Also where a body that returned learns that it was too late: its call is settled here, and {@link #exit} finds it
     * so.
     */
    @Override
    public boolean repeats(@Nullable Object ticket) {
        if (!(ticket instanceof Ticket call)) {
            return false;
        }
        if (call.takeRepeats()) {
            return true;
        }
        if (call.concluded() || !call.mayBeLate()) {
            return false;
        }
        Throwable instead = returned(call);
        if (instead == null) {
            return false;
        }
        Throwable flies = Governor.late(call, instead);
        if (flies != null) {
            call.concludeLate(flies);
        }
        return call.takeRepeats();
    }

    @Override
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result) {
        Throwable late = null;
        if (ticket == null || (inPlace(ticket) && (late = returned((Ticket) ticket)) == null)) {
            return result;
        }
        return exitOtherwise(ticket, result, late, null);
    }

    @Override
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result, Fallback<? extends R> fallback) {
        Throwable late = null;
        if (ticket == null || (inPlace(ticket) && (late = returned((Ticket) ticket)) == null)) {
            return result;
        }
        return exitOtherwise(ticket, result, late, fallback::call);
    }

    /** Whether a body has returned in its frame: the usual ending. */
    private boolean inPlace(Object ticket) {
        return !stage && ticket instanceof Ticket call && !call.concluded();
    }

    private @Nullable Throwable returned(Ticket call) {
        try {
            return (Throwable) returning.invokeExact(call);
        } catch (Throwable unexpected) {
            throw Sneaky.thrown(unexpected);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what stands in for a result has its type, null where that may be
    private <R extends @Nullable Object> R exitOtherwise(
            @Nullable Object ticket, R result, @Nullable Throwable late, @Nullable Rescue rescue) {
        if (ticket instanceof Ticket call) {
            if (late != null) {
                Throwable flies = Governor.late(call, late);
                call.concludeLate(flies == null ? late : flies);
            }
            return call.concluded()
                    ? (R) handOut(call, rescue)
                    : (R) StageEnd.watch(call, (CompletionStage<?>) result, rescue);
        }
        Object ending = ticket instanceof Ended ended ? ended.ending() : null;
        return ending instanceof Throwable refusal ? (R) refused(refusal, rescue) : (R) ending;
    }

    private static @Nullable Object handOut(Ticket call, @Nullable Rescue rescue) {
        Object substitute = call.conclusion();
        Throwable thrown = call.thrown();
        if (thrown != null && rescue != null && call.concludedLate() && Rescue.appliesTo(thrown)) {
            Governor.replaced(call, thrown);
            call.close();
            return rescued(thrown, rescue);
        }
        if (thrown != null) {
            Governor.failed(call, thrown);
            throw Sneaky.thrown(thrown);
        }
        call.close();
        return substitute;
    }

    private @Nullable Object refused(Throwable refusal, @Nullable Rescue rescue) {
        if (stage) {
            return StageEnd.failed(refusal, rescue);
        }
        if (rescue == null || !Rescue.appliesTo(refusal)) {
            throw Sneaky.thrown(refusal);
        }
        return rescued(refusal, rescue);
    }

    private static @Nullable Object rescued(Throwable cause, Rescue rescue) {
        try {
            return rescue.from(cause);
        } catch (Throwable own) {
            throw Sneaky.thrown(Rescue.failedToo(own, cause));
        }
    }
}
