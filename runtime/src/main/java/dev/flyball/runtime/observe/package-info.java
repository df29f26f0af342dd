/** What happened, as neutral events and meters. Knows no backend. */
@NullMarked
package dev.flyball.runtime.observe;

import org.jspecify.annotations.NullMarked;
