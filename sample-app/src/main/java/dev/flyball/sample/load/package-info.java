/** An open-loop load generator: requests leave at their appointed times, whatever has become of the earlier ones. */
@NullMarked
package dev.flyball.sample.load;

import org.jspecify.annotations.NullMarked;
