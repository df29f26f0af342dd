/** What goes wrong around Atlas, when, and how much of it was noticed: the same for every run. */
@NullMarked
package dev.flyball.sample.fault;

import org.jspecify.annotations.NullMarked;
