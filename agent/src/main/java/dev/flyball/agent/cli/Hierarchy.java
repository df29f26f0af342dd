package dev.flyball.agent.cli;

import dev.flyball.agent.find.GovernedIndex;
import dev.flyball.agent.find.PoolWalk;
import dev.flyball.agent.read.BytecodeReader;
import dev.flyball.agent.read.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds which types of some class files pass governance on: interfaces whose annotated methods govern what implements
 * them, the types between those interfaces and the bodies, annotations that carry ours. Used once, by one thread.
 */
final class Hierarchy {

    private final List<Header> headers = new ArrayList<>();
    private final Set<String> carriers = new HashSet<>();
    private final Set<String> stereotypes = new HashSet<>();

    private Hierarchy() {}

    static GovernedIndex index(ClassFiles files) {
        Hierarchy hierarchy = new Hierarchy();
        PoolWalk walk = new PoolWalk();
        files.byName().forEach((name, file) -> {
            try {
                hierarchy.add(BytecodeReader.header(file), walk.hits(file));
            } catch (RuntimeException unparsable) {
                // Reported by whoever reads it in full.
            }
        });
        hierarchy.close();
        return new GovernedIndex(Set.copyOf(hierarchy.carriers), Set.copyOf(hierarchy.stereotypes));
    }

    private void add(Header header, boolean mentionsFlyball) {
        headers.add(header);
        if (mentionsFlyball && header.isAnnotation()) {
            stereotypes.add(header.name());
        } else if (mentionsFlyball && header.isInterface()) {
            carriers.add(header.name());
        }
    }

    /** Grows both sets until nothing is added. */
    private void close() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Header header : headers) {
                boolean marked = header.annotations().stream().anyMatch(stereotypes::contains);
                if (header.isAnnotation()) {
                    grown |= marked && stereotypes.add(header.name());
                } else if ((marked && header.isInterface())
                        || header.above().stream().anyMatch(carriers::contains)) {
                    grown |= carriers.add(header.name());
                }
            }
        }
    }
}
