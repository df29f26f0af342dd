/** Reads the class files of the running JDK's class library. */
@NullMarked
package dev.flyball.sample.jdk;

import org.jspecify.annotations.NullMarked;
