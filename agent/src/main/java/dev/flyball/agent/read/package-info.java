/** Translates class files into the neutral records of the model; it never interprets. */
@NullMarked
package dev.flyball.agent.read;

import org.jspecify.annotations.NullMarked;
