/**
 * How many calls at once a service can take without queueing, found from what calls report: windows of samples, the
 * latency without load, and the algorithms between the two. Knows no threads that wait and enforces nothing.
 *
 * <p>Logarithms and roots are {@link StrictMath}'s, so that the simulation of {@code ./simulate} comes out the same on
 * every machine.
 */
@NullMarked
package dev.flyball.runtime.concurrency.estimate;

import org.jspecify.annotations.NullMarked;
