/** What sensing memory and processors costs: one look, which no call pays, and what a call reads of it. */
@NullMarked
package dev.flyball.benchmarks.pressure;

import org.jspecify.annotations.NullMarked;
