/**
 * How hard pressed the process's own memory and processors are: read from the JVM, the kernel and the container, and made
 * into one number and one level by {@link dev.flyball.runtime.pressure.resource.ResourceMonitor}.
 */
@NullMarked
package dev.flyball.runtime.pressure.resource;

import org.jspecify.annotations.NullMarked;
