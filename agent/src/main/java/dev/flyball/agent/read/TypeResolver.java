package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one type together with what a source knows of the types around it: the methods it inherits, the interface methods
 * that its bodies implement, the annotations that its annotations carry. Used once, by one thread.
 */
final class TypeResolver {

    private static final String OURS = "dev.flyball.annotation.";

    private final TypeSource source;
    private final Map<String, RawType> known = new HashMap<>();

    TypeResolver(TypeSource source) {
        this.source = source;
    }

    DeclaredType read(byte[] file) {
        RawType type = BytecodeReader.parse(file);
        known.put(type.name(), type);
        Lineage lineage = new Lineage(this, type, namesFallback(type));
        return new DeclaredType(
                type.name(),
                type.kind(),
                type.modifiers(),
                carried(type.annotations()),
                type.methods().stream()
                        .map(method -> with(method, implemented(type, method, lineage.interfaces())))
                        .toList(),
                inherited(type, lineage),
                lineage.complete(),
                new Relations(this));
    }

    /** The type of that name, if the source knows it and its file can be read. */
    @Nullable
    RawType find(String name) {
        RawType found = known.get(name);
        if (found != null) {
            return found;
        }
        byte[] file = source.find(name);
        if (file == null) {
            return null;
        }
        try {
            RawType read = BytecodeReader.parse(file);
            known.put(name, read);
            return read;
        } catch (RuntimeException unparsable) {
            return null;
        }
    }

    /** Whether any policy here hands over to another method, which may be inherited. */
    private static boolean namesFallback(RawType type) {
        return type.annotations().stream().anyMatch(TypeResolver::namesFallback)
                || type.methods().stream()
                        .flatMap(method -> method.annotations().stream())
                        .anyMatch(TypeResolver::namesFallback);
    }

    private static boolean namesFallback(DeclaredAnnotation annotation) {
        boolean ours = annotation.type().startsWith(OURS);
        boolean container = annotation.type().endsWith("$All");
        return !ours || container || annotation.values().containsKey("fallback");
    }

    private List<DeclaredMethod> implemented(RawType type, DeclaredMethod method, List<RawType> interfaces) {
        List<DeclaredMethod> implemented = new ArrayList<>();
        if (Modifier.isStatic(method.modifiers()) || Modifier.isPrivate(method.modifiers())) {
            return implemented;
        }
        for (RawType above : interfaces) {
            for (DeclaredMethod candidate : above.methods()) {
                if (overridable(candidate)
                        && candidate.name().equals(method.name())
                        && type.reached(candidate.name(), candidate.descriptor())
                                .equals(method.descriptor())) {
                    implemented.add(with(candidate, List.of()));
                }
            }
        }
        return implemented;
    }

    private List<DeclaredMethod> inherited(RawType type, Lineage lineage) {
        Map<String, DeclaredMethod> inherited = new LinkedHashMap<>();
        Set<String> declared = new HashSet<>();
        type.methods().forEach(method -> declared.add(method.name() + method.descriptor()));
        for (RawType above : lineage.all()) {
            for (DeclaredMethod method : above.methods()) {
                String key = method.name() + method.descriptor();
                if (!Modifier.isPrivate(method.modifiers()) && !declared.contains(key)) {
                    inherited.putIfAbsent(key, with(method, List.of()));
                }
            }
        }
        return List.copyOf(inherited.values());
    }

    private static boolean overridable(DeclaredMethod method) {
        return !Modifier.isStatic(method.modifiers()) && !Modifier.isPrivate(method.modifiers());
    }

    private DeclaredMethod with(DeclaredMethod method, List<DeclaredMethod> implemented) {
        return new DeclaredMethod(
                method.owner(),
                method.name(),
                method.descriptor(),
                method.modifiers(),
                method.parameters(),
                method.returnType(),
                method.exceptions(),
                carried(method.annotations()),
                List.copyOf(implemented));
    }

    private List<DeclaredAnnotation> carried(List<DeclaredAnnotation> annotations) {
        return carried(annotations, Set.of());
    }

    /** The annotations with those that they carry themselves, at any depth. */
    private List<DeclaredAnnotation> carried(List<DeclaredAnnotation> annotations, Set<String> outer) {
        List<DeclaredAnnotation> all = new ArrayList<>();
        for (DeclaredAnnotation annotation : annotations) {
            all.add(new DeclaredAnnotation(annotation.type(), annotation.values(), meta(annotation.type(), outer)));
        }
        return List.copyOf(all);
    }

    private List<DeclaredAnnotation> meta(String annotation, Set<String> outer) {
        if (annotation.startsWith(OURS) || annotation.startsWith("java.") || outer.contains(annotation)) {
            return List.of();
        }
        RawType type = find(annotation);
        if (type == null) {
            return List.of();
        }
        Set<String> inner = new HashSet<>(outer);
        inner.add(annotation);
        return carried(type.annotations(), inner);
    }
}
