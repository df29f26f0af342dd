package dev.flyball.runtime.bridge;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One governed method, a constant to the JIT: woven code and generated wrappers call it at the two moments around the
 * body. Thread-safe.
 *
 * <p>The protocol: {@code enter} answers a ticket (null: nothing governs this call; a {@link Skip}: the body must not run
 * here). If the body ran and failed, {@code rethrows} settles the failure; if it says true the failure flies and the call
 * is over. {@code repeats} then says whether the body must run again. {@code exit} ends every other call.
 */
public final class Site {

    Site() {}

    /** Admits or refuses a call without a key. {@code receiver} is the object called, a decorator's delegate, or null. */
    public @Nullable Object enter(@Nullable Object receiver) {
        return null;
    }

    /** Admits or refuses a call with a key; several keys form one by {@link #key}. */
    public @Nullable Object enter(@Nullable Object receiver, @Nullable Object key) {
        return null;
    }

    /** One key made of several. */
    public static Object key(@Nullable Object... parts) {
        return java.util.Arrays.asList(parts);
    }

    /** Runs a stage method's body under its policies, perhaps later, perhaps several times; answers a {@link Skip}. */
    public <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver, @Nullable Object key, Body<? extends @Nullable S> body) {
        throw new IllegalStateException();
    }

    /** As {@link #carry(Object, Object, Body)}, with a fallback. */
    public <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver,
            @Nullable Object key,
            Body<? extends @Nullable S> body,
            Fallback<? extends @Nullable S> fallback) {
        throw new IllegalStateException();
    }

    /** Settles a failed call; true if the failure stands and must be thrown on. */
    public boolean rethrows(@Nullable Object ticket, Throwable failure) {
        return true;
    }

    /** As {@link #rethrows(Object, Throwable)}, where a fallback may replace the failure. */
    public boolean rethrows(@Nullable Object ticket, Throwable failure, Fallback<? extends @Nullable Object> fallback) {
        return true;
    }

    /** Whether a failed call was admitted again, so that the body must run again. */
    public boolean repeats(@Nullable Object ticket) {
        return false;
    }

    /** Ends a call: settles a normal ending, hands out what replaced it, or throws the refusal. */
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result) {
        return result;
    }

    /** As {@link #exit(Object, Object)}, where a fallback may replace a refusal or a failed stage. */
    public <R extends @Nullable Object> R exit(@Nullable Object ticket, R result, Fallback<? extends R> fallback) {
        return result;
    }
}
