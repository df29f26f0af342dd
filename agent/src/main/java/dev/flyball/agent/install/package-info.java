/** The agent at work in a JVM: settings, the transformer, the sweep over loaded classes, what it reports. */
@NullMarked
package dev.flyball.agent.install;

import org.jspecify.annotations.NullMarked;
