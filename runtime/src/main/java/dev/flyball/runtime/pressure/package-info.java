/**
 * How near a program is to its limits, as one number: {@link dev.flyball.runtime.pressure.BackpressureManager} reads
 * every limit now and then, and tells those upstream. Calls pay nothing for it.
 */
@NullMarked
package dev.flyball.runtime.pressure;

import org.jspecify.annotations.NullMarked;
