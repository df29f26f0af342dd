/** Circuit breaking: stop calling what keeps failing, look again later with a few probes. */
@NullMarked
package dev.flyball.runtime.breaker;

import org.jspecify.annotations.NullMarked;
