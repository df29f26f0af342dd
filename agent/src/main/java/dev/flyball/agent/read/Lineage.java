package dev.flyball.agent.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a type: its super classes, nearest first, and its interfaces, those of the type breadth first, then
 * those of its super classes. The JDK's types carry no annotation of ours, so they are read only where a fallback may be
 * inherited from them.
 */
final class Lineage {

    /** Super types that add no method of a user's. */
    private static final Set<String> PLAIN = Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum");

    private final TypeResolver types;
    private final boolean readPlatform;
    private final List<RawType> classes = new ArrayList<>();
    private final Map<String, RawType> interfaces = new LinkedHashMap<>();
    private boolean complete = true;

    Lineage(TypeResolver types, RawType of, boolean readPlatform) {
        this.types = types;
        this.readPlatform = readPlatform;
        addInterfaces(of);
        for (RawType above = find(of.superclass()); above != null; above = find(above.superclass())) {
            classes.add(above);
            addInterfaces(above);
        }
    }

    private void addInterfaces(RawType of) {
        Deque<RawType> open = new ArrayDeque<>(List.of(of));
        while (!open.isEmpty()) {
            for (String name : open.remove().interfaces()) {
                RawType found = find(name);
                if (found != null && interfaces.putIfAbsent(name, found) == null) {
                    open.add(found);
                }
            }
        }
    }

    private @Nullable RawType find(@Nullable String name) {
        if (name == null || PLAIN.contains(name)) {
            return null;
        }
        RawType found = !readPlatform && name.startsWith("java.") ? null : types.find(name);
        complete &= found != null;
        return found;
    }

    List<RawType> interfaces() {
        return List.copyOf(interfaces.values());
    }

    /** Classes, then interfaces. */
    List<RawType> all() {
        List<RawType> all = new ArrayList<>(classes);
        all.addAll(interfaces.values());
        return all;
    }

    /** Whether every type above was found. */
    boolean complete() {
        return complete;
    }
}
