package dev.flyball.processor.write;

import dev.flyball.model.MethodPlan;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that the wrapper governs: its element, the type whose plan governs it, the plan, what may stand in for it,
 * most specific cause first, and the name of the constant that holds its site.
 */
record GovernedMethod(
        ExecutableElement element, TypeElement declaring, MethodPlan plan, List<StandIn> standIns, String site) {}
