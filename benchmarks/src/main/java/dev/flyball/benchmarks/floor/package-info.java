/** The yardsticks: the bare call, and the least that each policy can cost on this machine. */
@NullMarked
package dev.flyball.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
