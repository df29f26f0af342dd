package dev.flyball.runtime.bridge;

import dev.flyball.runtime.pipeline.Arrival;
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
 * What happens at the two moments of a woven method, under one pipeline. {@link Weaving} gives these methods the types
 * that bytecode calls. A record, so that the JIT trusts its fields where a call site's target is bound to one.
 *
 * <p>Woven code knows JDK types only. The moment before answers null, a ticket, or an {@code Object[]}, which skips the
 * body and holds the refusal, or the stage of a call that runs elsewhere. The moment after answers null to leave the ending
 * alone, or an {@code Object[]}: something non-null to run the body again, the result, the failure.
 *
 * @param pipeline the pipeline in force, or null while the method is switched off and only earlier calls settle
 * @param site who arrives, for {@link Arrival}
 * @param zero the result that stands in for none: a primitive's box is never null, or unboxing would lose the refusal
 */
@SuppressWarnings("NullAway") // null is an answer here: it leaves woven code alone
record Moments(
        @Nullable Pipeline pipeline,
        Object site,
        @Nullable Object zero,
        @Nullable FallbackHandles fallbacks,
        @Nullable MethodHandle body) {

    private static final Object AGAIN = "again";

    /** An ending that a fallback is to replace. */
    private record Wanted(Throwable cause) {}

    /** What a lane's answer is to woven code. */
    static Object entered(@Nullable Object answer) {
        return answer instanceof Throwable ? new Object[] {answer} : answer;
    }

    /** The same of a call that nothing may admit, and how it then ends. */
    static Object[] refused(boolean before, Class<?> result, Throwable refusal) {
        return before ? new Object[] {refusal} : new Object[] {null, Weaving.zero(result), refusal};
    }

    /** Whether a body returned that a ticket admitted: then the lane settles it, and the ending is left alone. */
    static boolean returned(@Nullable Object ticket, @Nullable Throwable failure) {
        return failure == null && ticket instanceof Ticket;
    }

    /** Before a body that may run later or more than once. */
    Object carry(@Nullable Object self, @Nullable Object key, Object[] arguments) {
        if (Arrival.take(site)) {
            return null;
        }
        return new Object[] {StageCall.start(pipeline, key, () -> run(self, arguments), rescue(self, arguments))};
    }

    private @Nullable CompletionStage<?> run(@Nullable Object self, Object[] arguments) throws Throwable {
        Arrival.mark(site);
        try {
            Object stage = body.invokeExact(self, arguments);
            return (CompletionStage<?>) stage;
        } finally {
            Arrival.clear();
        }
    }

    private @Nullable Rescue rescue(@Nullable Object self, Object[] arguments) {
        return fallbacks == null ? null : fallbacks.bind(self, arguments);
    }

    /** After the body of a plain method without a fallback that did not return, or was not admitted. */
    Object[] exit(@Nullable Object ticket, @Nullable Throwable failure) {
        if (ticket == null) {
            return null;
        }
        if (ticket instanceof Object[] skip) {
            return ends(null, (Throwable) skip[0]);
        }
        Ticket call = (Ticket) ticket;
        Throwable flies = Governor.threw(call, failure);
        if (flies == null) {
            return again(call);
        }
        Governor.failed(call, flies);
        return flies == failure ? null : ends(null, flies);
    }

    /** Whether a body that returned has ended its call so. */
    static boolean stands(@Nullable Throwable instead) {
        return instead == null;
    }

    /** After a body without a fallback that returned too late. */
    Object[] late(Throwable instead, Object ticket) {
        Ticket call = (Ticket) ticket;
        Throwable flies = Governor.late(call, instead);
        if (flies == null) {
            return again(call);
        }
        Governor.failed(call, flies);
        return ends(null, flies);
    }

    private Object[] again(Ticket call) {
        call.takeRepeats();
        return new Object[] {AGAIN, zero, null};
    }

    private Object[] ends(@Nullable Object result, @Nullable Throwable failure) {
        return new Object[] {null, result == null ? zero : result, failure};
    }

    /** As {@link #exit}, with a fallback, which runs in {@link #rescue} if it is wanted. */
    Object[] exitOrRescue(@Nullable Object ticket, @Nullable Throwable failure) {
        if (ticket == null) {
            return null;
        }
        if (ticket instanceof Object[] skip) {
            return new Object[] {new Wanted((Throwable) skip[0])};
        }
        Ticket call = (Ticket) ticket;
        Throwable flies = Governor.threw(call, failure);
        return flies != null && flies == failure && !Rescue.appliesTo(flies) ? flew(call, flies) : rescued(call, flies);
    }

    private static Object[] flew(Ticket call, Throwable flies) {
        Governor.failed(call, flies);
        return null;
    }

    /** As {@link #late}, with a fallback, which runs in {@link #rescue} if it is wanted. */
    Object[] lateOrRescue(Throwable instead, Object ticket) {
        Ticket call = (Ticket) ticket;
        return rescued(call, Governor.late(call, instead));
    }

    private Object[] rescued(Ticket call, @Nullable Throwable flies) {
        if (flies == null) {
            return again(call);
        }
        if (!Rescue.appliesTo(flies)) {
            Governor.failed(call, flies);
            return ends(null, flies);
        }
        Governor.replaced(call, flies);
        call.close();
        return new Object[] {new Wanted(flies)};
    }

    static boolean asksForRescue(Object @Nullable [] end) {
        return end != null && end[0] instanceof Wanted;
    }

    Object[] rescue(Object[] end, @Nullable Object self, Object[] arguments) {
        Throwable cause = ((Wanted) end[0]).cause();
        try {
            return ends(fallbacks.call(self, arguments, cause), null);
        } catch (Throwable own) {
            return ends(null, Rescue.failedToo(own, cause));
        }
    }

    /** After the body of a stage method without a fallback here. */
    Object[] exitStage(@Nullable Object ticket, @Nullable Object result, @Nullable Throwable failure) {
        return ticket == null ? null : stageEnds(ticket, result, failure, null);
    }

    /** After the body of a stage method with a fallback. */
    Object[] exitStage(
            @Nullable Object ticket,
            @Nullable Object result,
            @Nullable Throwable failure,
            @Nullable Object self,
            Object[] arguments) {
        return ticket == null ? null : stageEnds(ticket, result, failure, rescue(self, arguments));
    }

    private Object[] stageEnds(
            Object ticket, @Nullable Object result, @Nullable Throwable failure, @Nullable Rescue rescue) {
        if (ticket instanceof Object[] skip) {
            return ends(skip[0] instanceof Throwable refusal ? StageEnd.failed(refusal, rescue) : skip[0], null);
        }
        Ticket call = (Ticket) ticket;
        if (failure == null) {
            CompletionStage<?> given = StageEnd.watch(call, (CompletionStage<?>) result, rescue);
            return given == result ? null : ends(given, null);
        }
        Throwable flies = Governor.threw(call, failure);
        Throwable ending = flies == null ? failure : flies;
        Governor.failed(call, ending);
        return rescue == null || !Rescue.appliesTo(ending) ? null : ends(StageEnd.failed(ending, rescue), null);
    }
}
