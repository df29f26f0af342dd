/** What it costs to run pieces of work beside each other, in an executor and in a group. */
@NullMarked
package dev.flyball.benchmarks.group;

import org.jspecify.annotations.NullMarked;
