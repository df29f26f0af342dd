/** Meters shown by Micrometer; the only package that knows it. */
@NullMarked
package dev.flyball.runtime.observe.micrometer;

import org.jspecify.annotations.NullMarked;
