package dev.flyball.agent.weave;

import dev.flyball.model.DeclaredMethod;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** The one method of a class with this name and descriptor. */
record Named(DeclaredMethod method) implements ElementMatcher<MethodDescription> {

    @Override
    public boolean matches(MethodDescription target) {
        return target.getInternalName().equals(method.name())
                && target.getDescriptor().equals(method.descriptor());
    }
}
