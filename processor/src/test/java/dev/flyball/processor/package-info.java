/** The processor as users meet it: sources in, wrappers and messages out. */
@NullMarked
package dev.flyball.processor;

import org.jspecify.annotations.NullMarked;
