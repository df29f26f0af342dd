/** The floor of the call path: what a gate is, and what a refusal is. */
@NullMarked
package dev.flyball.runtime.call;

import org.jspecify.annotations.NullMarked;
