/** The agent's jar as a command: what it would govern, and how to attach it. */
@NullMarked
package dev.flyball.agent.cli;

import org.jspecify.annotations.NullMarked;
