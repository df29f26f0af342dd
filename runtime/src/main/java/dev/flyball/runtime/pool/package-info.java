/** Bounded parallelism: how much runs at once, and what becomes of it when one task fails. */
@NullMarked
package dev.flyball.runtime.pool;

import org.jspecify.annotations.NullMarked;
