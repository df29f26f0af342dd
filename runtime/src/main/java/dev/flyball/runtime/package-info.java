/** The programmatic face of Flyball. Nothing below imports this package. */
@NullMarked
package dev.flyball.runtime;

import org.jspecify.annotations.NullMarked;
