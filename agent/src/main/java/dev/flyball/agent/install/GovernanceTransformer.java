package dev.flyball.agent.install;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every class that loads: two checks of names and one walk over the constant pool for nearly all, the full
 * reading for the few that mention Flyball. It holds no lock, and asks a class loader for
 * nothing but its indexes, once. Thread-safe.
 *
 * <p>Whatever goes wrong leaves the class as it was.
 */
final class GovernanceTransformer implements ClassFileTransformer {

    private final ClassFilter filter;
    private final Inheritance inheritance;
    private final Hits hits;

    GovernanceTransformer(ClassFilter filter, Inheritance inheritance, Hits hits) {
        this.filter = filter;
        this.inheritance = inheritance;
        this.hits = hits;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] file) {
        try {
            if (name == null || loader == null || filter.skips(loader) || filter.skips(name)) {
                return null;
            }
            if (!inheritance.walk(loader).hits(file)) {
                return null;
            }
            return hits.woven(loader, name.replace('/', '.'), file, redefined != null);
        } catch (Throwable failure) {
            hits.failed(name == null ? "a class without a name" : name.replace('/', '.'), failure);
            return null;
        }
    }
}
