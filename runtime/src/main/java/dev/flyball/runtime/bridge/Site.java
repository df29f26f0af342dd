package dev.flyball.runtime.bridge;

import dev.flyball.runtime.call.RefusedException;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pipeline.Governor;
import dev.flyball.runtime.pipeline.MethodSite;
import dev.flyball.runtime.pipeline.Pipeline;
import dev.flyball.runtime.pipeline.Rescue;
import dev.flyball.runtime.pipeline.StageCall;
import dev.flyball.runtime.pipeline.StageEnd;
import dev.flyball.runtime.pipeline.Ticket;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One governed method, a constant to the JIT: woven code and generated wrappers call it at the two moments around the
 * body. Thread-safe.
 *
 * <p>The protocol: {@code enter} answers a ticket (null: nothing governs this call; a {@link Skip}: the body must not run
 * here). If the body ran and failed, {@code rethrows} settles the failure; if it says true the failure flies and the call
 * is over. {@code repeats} then says whether the body must run again. {@code exit} ends every other call.
 *
 * <p>Who writes what: {@code pipeline} is written by linking and by reloads and read once per call, volatile; null
 * switches the method off. {@code woven} goes from false to true once, when woven code links to this site; from then on
 * the wrapper's calls pass through.
 */
public final class Site {

    private final MethodSite method;
    private final boolean stage;
    private volatile @Nullable Pipeline pipeline;
    private volatile boolean woven;
    private final @Nullable Delegates delegates;

    Site(Governance governance, Class<?> declaring, String name, String descriptor, String planLine) {
        this.method = new MethodSite(governance, declaring, name, descriptor, planLine, built -> pipeline = built);
        this.stage = method.stage();
        this.delegates = declaring.isInterface() ? new Delegates(name, descriptor) : null;
    }

    /** What the runtime knows of the method. */
    MethodSite method() {
        return method;
    }

    /** Woven code governs this method from now on. */
    void weave() {
        woven = true;
    }

    boolean woven() {
        return woven;
    }

    /** Lets every call through for good: one of the two moments could not be linked. */
    void disarm() {
        method.retire();
    }

    @Nullable
    Pipeline pipeline() {
        return pipeline;
    }

    /** Admits or refuses a call without a key. {@code receiver} is the object called, a decorator's delegate, or null. */
    public @Nullable Object enter(@Nullable Object receiver) {
        return enter(receiver, null);
    }

    /** Admits or refuses a call with a key; several keys form one by {@link #key}. */
    public @Nullable Object enter(@Nullable Object receiver, @Nullable Object key) {
        Pipeline current = pipeline;
        if (current == null || passesThrough(receiver)) {
            return null;
        }
        Object answer = Governor.admit(current, key);
        return answer instanceof RefusedException refusal ? new Ended(refusal) : answer;
    }

    private boolean passesThrough(@Nullable Object receiver) {
        return woven || (delegates != null && receiver != null && delegates.woven(receiver.getClass()));
    }

    /** One key made of several. */
    public static Object key(@Nullable Object... parts) {
        return Collections.unmodifiableList(Arrays.asList(parts));
    }

    /** Runs a stage method's body under its policies, perhaps later, perhaps several times; answers a {@link Skip}. */
    public <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver, @Nullable Object key, Body<? extends @Nullable S> body) {
        return new Ended(carried(receiver, key, body, null));
    }

    /** As {@link #carry(Object, Object, Body)}, with a fallback. */
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
        Pipeline current = pipeline;
        if (current != null && !passesThrough(receiver)) {
            return start(current, key, body::call, rescue);
        }
        try {
            return body.call();
        } catch (Throwable own) {
            throw Sneaky.thrown(own); // what the method declares, as the body is the method's
        }
    }

    CompletionStage<?> start(
            Pipeline current, @Nullable Object key, StageCall.Attempt attempt, @Nullable Rescue rescue) {
        return StageCall.start(
                current,
                key,
                attempt,
                rescue,
                method.governance().alarm(),
                method.governance().executor());
    }

    /** Settles a failed call; true if the failure stands and must be thrown on. */
    public boolean rethrows(@Nullable Object ticket, Throwable failure) {
        return rethrown(ticket, failure, null);
    }

    /** As {@link #rethrows(Object, Throwable)}, where a fallback may replace the failure. */
    public boolean rethrows(@Nullable Object ticket, Throwable failure, Fallback<? extends @Nullable Object> fallback) {
        return rethrown(ticket, failure, fallback);
    }

    private boolean rethrown(
            @Nullable Object ticket, Throwable failure, @Nullable Fallback<? extends @Nullable Object> fallback) {
        if (!(ticket instanceof Ticket call)) {
            return true;
        }
        Throwable flies = Governor.threw(call, failure);
        if (flies == null) {
            return false;
        }
        if (fallback != null && Rescue.appliesTo(flies)) {
            Governor.replaced(call);
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

    /** Whether a failed call was admitted again, so that the body must run again. */
    public boolean repeats(@Nullable Object ticket) {
        return ticket instanceof Ticket call && call.takeRepeats();
    }

    /** Ends a call: settles a normal ending, hands out what replaced it, or throws the refusal. */
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result) {
        if (ticket == null) {
            return result;
        }
        if (ticket instanceof Ticket call && !call.concluded() && !stage) {
            Governor.returned(call);
            return result;
        }
        return exitOtherwise(ticket, result, null);
    }

    /** As {@link #exit(Object, Object)}, where a fallback may replace a refusal or a failed stage. */
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result, Fallback<? extends R> fallback) {
        if (ticket == null) {
            return result;
        }
        if (ticket instanceof Ticket call && !call.concluded() && !stage) {
            Governor.returned(call);
            return result;
        }
        return exitOtherwise(ticket, result, fallback::call);
    }

    @SuppressWarnings("unchecked") // a stage or a substitute has the method's own type
    private <R extends @Nullable Object> R exitOtherwise(Object ticket, R result, @Nullable Rescue rescue) {
        if (ticket instanceof Ticket call) {
            if (call.concluded()) {
                return (R) handOut(call);
            }
            return (R) StageEnd.watch(call, (CompletionStage<?>) result, rescue);
        }
        if (((Ended) ticket).ending() instanceof RefusedException refusal) {
            return (R) refused(refusal, rescue);
        }
        return (R) ((Ended) ticket).ending();
    }

    private static @Nullable Object handOut(Ticket call) {
        Object substitute = call.conclusion();
        Throwable thrown = call.thrown();
        boolean measured = thrown == null;
        if (measured) {
            call.close();
        } else {
            Governor.failed(call, thrown);
            throw Sneaky.thrown(thrown);
        }
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

    /** A call that ended, or went elsewhere, before the body could run: a refusal, or the stage to hand out. */
    private record Ended(@Nullable Object ending) implements Skip {}
}
