/** The change to a class file: two linked calls around each governed body. */
@NullMarked
package dev.flyball.agent.weave;

import org.jspecify.annotations.NullMarked;
