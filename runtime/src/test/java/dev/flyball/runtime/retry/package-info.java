/** Tests of retrying. */
@NullMarked
package dev.flyball.runtime.retry;

import org.jspecify.annotations.NullMarked;
