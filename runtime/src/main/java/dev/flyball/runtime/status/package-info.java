/** The state of a whole runtime in one value, for people, probes and exporters to read. */
@NullMarked
package dev.flyball.runtime.status;

import org.jspecify.annotations.NullMarked;
