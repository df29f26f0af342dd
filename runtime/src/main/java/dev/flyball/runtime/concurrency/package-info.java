/** Limits on how many calls run at once: {@link dev.flyball.runtime.concurrency.Bulkhead} and its gate. */
@NullMarked
package dev.flyball.runtime.concurrency;

import org.jspecify.annotations.NullMarked;
