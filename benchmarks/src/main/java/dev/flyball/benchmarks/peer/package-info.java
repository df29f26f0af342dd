/** The same policies by other libraries, with calls always admitted. Each class says what is equal and what is not. */
@NullMarked
package dev.flyball.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
