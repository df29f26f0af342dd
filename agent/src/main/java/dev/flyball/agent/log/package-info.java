/** SLF4J for the agent's own copy of the runtime, which shares no logging library with the program. */
@NullMarked
package dev.flyball.agent.log;

import org.jspecify.annotations.NullMarked;
