/** The javac front end: checks governance annotations and writes one readable wrapper per governed type. */
@NullMarked
package dev.flyball.processor;

import org.jspecify.annotations.NullMarked;
