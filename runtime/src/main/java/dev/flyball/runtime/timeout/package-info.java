/** Ending calls that take too long: a deadline for each call, and one alarm that interrupts those who overrun it. */
@NullMarked
package dev.flyball.runtime.timeout;

import org.jspecify.annotations.NullMarked;
