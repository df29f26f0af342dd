/** Puts problems where they belong: at the element, the annotation or the value, once each. */
@NullMarked
package dev.flyball.processor.report;

import org.jspecify.annotations.NullMarked;
