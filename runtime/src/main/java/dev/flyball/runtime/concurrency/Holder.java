package dev.flyball.runtime.concurrency;

import org.jspecify.annotations.Nullable;

/**
 * An owner who holds something, at the moment somebody looked.
 *
 * @param owner null where that is the owner
 * @param held how much he holds
 * @param limit how much he may hold
 */
public record Holder(@Nullable Object owner, int held, int limit) {}
