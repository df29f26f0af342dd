package dev.flyball.runtime.pipeline;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a failure is of one of the named types. Goes by binary names, so that no class need be loaded for a rule that
 * may never be asked, and one rule serves classes of several loaders.
 */
record ThrownTypes(Set<String> names) implements Predicate<Throwable> {

    ThrownTypes(List<String> names) {
        this(Set.copyOf(names));
    }

    @Override
    public boolean test(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
            for (Class<?> marker : type.getInterfaces()) {
                if (names.contains(marker.getName())) {
                    return true;
                }
            }
        }
        return false;
    }
}
