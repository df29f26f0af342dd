/**
 * How many calls at once a service can take without queueing, found from what calls report: windows of samples, the
 * latency without load, and the algorithms between the two. Knows no threads that wait and enforces nothing.
 */
@NullMarked
package dev.flyball.runtime.concurrency.estimate;

import org.jspecify.annotations.NullMarked;
