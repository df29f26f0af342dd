/**
 * Rate limiting: {@link dev.flyball.runtime.rate.TokenBucket} for one rate, {@link
 * dev.flyball.runtime.rate.KeyedTokenBuckets} for one per key. Both are usable by themselves; the gates put a method's
 * calls through them.
 */
@NullMarked
package dev.flyball.runtime.rate;

import org.jspecify.annotations.NullMarked;
