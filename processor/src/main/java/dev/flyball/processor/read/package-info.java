/** Translates what javac shows of a type into the model's neutral records, and interprets nothing. */
@NullMarked
package dev.flyball.processor.read;

import org.jspecify.annotations.NullMarked;
