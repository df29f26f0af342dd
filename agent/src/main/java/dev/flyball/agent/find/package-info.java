/** Which classes concern Flyball, found without reading them in full. */
@NullMarked
package dev.flyball.agent.find;

import org.jspecify.annotations.NullMarked;
