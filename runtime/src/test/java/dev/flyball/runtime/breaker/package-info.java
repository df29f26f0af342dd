/** Tests of the circuit breaker. */
@NullMarked
package dev.flyball.runtime.breaker;

import org.jspecify.annotations.NullMarked;
