/** What the reader says of sources. */
@NullMarked
package dev.flyball.processor.read;

import org.jspecify.annotations.NullMarked;
