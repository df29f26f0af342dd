/** Where problems are printed. */
@NullMarked
package dev.flyball.processor.report;

import org.jspecify.annotations.NullMarked;
