/**
 * Adaptive limits in a queueing simulation: callers, limiters and a backend on a virtual clock, an hour in a second or
 * two. The limiters are the real ones, ours and those of Netflix concurrency-limits; everything else is arithmetic.
 *
 * <p>{@link dev.flyball.benchmarks.simulation.Simulate} writes {@code docs/adaptive-limits.md} and its pictures. The
 * same seed gives the same page, byte for byte.
 */
@NullMarked
package dev.flyball.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
