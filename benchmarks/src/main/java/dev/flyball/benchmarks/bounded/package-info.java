/** Many tasks, few at a time: {@code Bounded} beside an executor service of the same width. */
@NullMarked
package dev.flyball.benchmarks.bounded;

import org.jspecify.annotations.NullMarked;
