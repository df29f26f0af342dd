/** Smaller work under pressure: what each call should leave out, which calls to give up, and what each name is granted. */
@NullMarked
package dev.flyball.runtime.degrade;

import org.jspecify.annotations.NullMarked;
