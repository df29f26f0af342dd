package dev.flyball.runtime.bridge;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One governed method, as generated wrappers call it at the two moments around the body. Thread-safe.
 *
 * <p>The protocol: {@code enter} answers a ticket (null: nothing governs this call; a {@link Skip}: the body must not run
 * here). If the body ran and failed, {@code rethrows} settles the failure; if it says true the failure flies and the call
 * is over. {@code repeats} then says whether the body must run again. {@code exit} ends every other call.
 */
public sealed interface Site permits LinkedSite {

    /** Admits or refuses a call without a key. {@code receiver} is the object called, a decorator's delegate, or null. */
    @Nullable
    Object enter(@Nullable Object receiver);

    /** Admits or refuses a call with a key; several keys form one by {@link #key}. */
    @Nullable
    Object enter(@Nullable Object receiver, @Nullable Object key);

    /** One key made of several. */
    static Object key(@Nullable Object... parts) {
        return Collections.unmodifiableList(Arrays.asList(parts));
    }

    /** Runs a stage method's body under its policies, perhaps later, perhaps several times; answers a {@link Skip}. */
    <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver, @Nullable Object key, Body<? extends @Nullable S> body);

    /** As {@link #carry(Object, Object, Body)}, with a fallback. */
    <S extends CompletionStage<?>> Object carry(
            @Nullable Object receiver,
            @Nullable Object key,
            Body<? extends @Nullable S> body,
            Fallback<? extends @Nullable S> fallback);

    /** Settles a failed call; true if the failure stands and must be thrown on. */
    boolean rethrows(@Nullable Object ticket, Throwable failure);

    /** As {@link #rethrows(Object, Throwable)}, where a fallback may replace the failure. */
    boolean rethrows(@Nullable Object ticket, Throwable failure, Fallback<? extends @Nullable Object> fallback);

    /** Whether a failed call was admitted again, so that the body must run again. */
    boolean repeats(@Nullable Object ticket);

    /** Ends a call: settles a normal ending, hands out what replaced it, or throws the refusal. */
    <R extends @Nullable Object> R exit(@Nullable Object ticket, R result);

    /** As {@link #exit(Object, Object)}, where a fallback may replace a refusal or a failed stage. */
    <R extends @Nullable Object> R exit(@Nullable Object ticket, R result, Fallback<? extends R> fallback);
}
