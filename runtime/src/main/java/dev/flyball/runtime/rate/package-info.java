/**
 * Rate limiting: {@link dev.flyball.runtime.rate.RateLimit} for one rate, {@link
 * dev.flyball.runtime.rate.KeyedRateLimit} for one per key. Both are usable by themselves; the gates put a method's calls
 * through them.
 *
 * <pre>
 * Pace      numbers                 RateCell   grants of a plain bucket, one word       RateGate
 * Cell      a limit's state         PacedCell  all other grants, a Pacer under a lock   PacedGate, KeyedRateGate
 * </pre>
 */
@NullMarked
package dev.flyball.runtime.rate;

import org.jspecify.annotations.NullMarked;
