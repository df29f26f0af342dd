/**
 * Tells people that something is wrong, and that it is over: {@link dev.flyball.runtime.alert.Alerts} weighs what it
 * hears of against rules and hands what is due to channels, on a thread of its own.
 */
@NullMarked
package dev.flyball.runtime.alert;

import org.jspecify.annotations.NullMarked;
