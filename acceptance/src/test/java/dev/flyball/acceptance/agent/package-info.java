/** The packaged agent in JVMs of its own. */
@NullMarked
package dev.flyball.acceptance.agent;

import org.jspecify.annotations.NullMarked;
