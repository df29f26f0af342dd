/** Atlas, a sample: a search engine for the class library of the JDK that runs it. */
@NullMarked
package dev.flyball.sample;

import org.jspecify.annotations.NullMarked;
