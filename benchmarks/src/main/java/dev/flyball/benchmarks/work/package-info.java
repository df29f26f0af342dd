/** What all benchmarks share: the call that is governed, the limits, and the mixed warm-up. */
@NullMarked
package dev.flyball.benchmarks.work;

import org.jspecify.annotations.NullMarked;
