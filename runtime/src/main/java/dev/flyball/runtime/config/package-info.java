/**
 * What configuration makes of a declared plan: layers of settings, the effective plan with the origin of every value, and
 * the files that are read again while the program runs. Start at {@link dev.flyball.runtime.config.Configuration}.
 */
@NullMarked
package dev.flyball.runtime.config;

import org.jspecify.annotations.NullMarked;
