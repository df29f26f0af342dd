/** The agent's outer part, all that a class path sees of it: the door, and the loader of the inner part. */
@NullMarked
package dev.flyball.agent;

import org.jspecify.annotations.NullMarked;
