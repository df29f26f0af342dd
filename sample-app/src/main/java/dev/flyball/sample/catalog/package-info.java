/** What Atlas knows, and the governed methods through which it is asked. */
@NullMarked
package dev.flyball.sample.catalog;

import org.jspecify.annotations.NullMarked;
