/** How a woven call finds the runtime that governs it. */
@NullMarked
package dev.flyball.agent.link;

import org.jspecify.annotations.NullMarked;
