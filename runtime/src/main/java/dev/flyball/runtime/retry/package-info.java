/** Trying again after a failure that may pass: how often, after what pause, and within which budget. */
@NullMarked
package dev.flyball.runtime.retry;

import org.jspecify.annotations.NullMarked;
