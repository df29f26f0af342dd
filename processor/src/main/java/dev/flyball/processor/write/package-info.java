/** Decides a wrapper's shape and writes it. */
@NullMarked
package dev.flyball.processor.write;

import org.jspecify.annotations.NullMarked;
