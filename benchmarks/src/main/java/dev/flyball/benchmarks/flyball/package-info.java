/** Flyball's own three ways in: woven, generated, programmatic; and a woven method that is switched off. */
@NullMarked
package dev.flyball.benchmarks.flyball;

import org.jspecify.annotations.NullMarked;
