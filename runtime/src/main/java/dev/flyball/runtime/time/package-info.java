/**
 * The one monotonic clock, the alarm that calls back at an instant, and randomness, all three injected, never reached for;
 * and the scale on which durations are counted.
 */
@NullMarked
package dev.flyball.runtime.time;

import org.jspecify.annotations.NullMarked;
