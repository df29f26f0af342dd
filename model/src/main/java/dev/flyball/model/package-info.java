/**
 * What governance annotations mean. Front ends translate their world into {@link dev.flyball.model.DeclaredType}s;
 * {@link dev.flyball.model.PlanReader} answers with plans and problems; {@link dev.flyball.model.PlanText} is the one
 * line that crosses into the running program.
 */
@NullMarked
package dev.flyball.model;

import org.jspecify.annotations.NullMarked;
