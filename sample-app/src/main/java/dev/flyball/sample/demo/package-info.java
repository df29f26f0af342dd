/** The demonstration: the same scenarios in three runs, and the table that compares them. */
@NullMarked
package dev.flyball.sample.demo;

import org.jspecify.annotations.NullMarked;
