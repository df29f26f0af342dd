package dev.flyball.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names of instances that nobody named: the class, a dot, the method, in the characters that {@link Names} allows; a
 * nested class joins its outer one by a dot. Governed overloads get their parameters' simple types behind a dash
 * ({@code com.acme.Shop.buy-Item-int}; the one without parameters stays plain), in full where simple ones are equal, so
 * that no two methods of a class share an instance by accident.
 */
final class InstanceNames {

    private InstanceNames() {}

    /** The name of each of one type's governed methods. */
    static Map<DeclaredMethod, String> derive(Collection<DeclaredMethod> governed) {
        Map<DeclaredMethod, String> names = new HashMap<>();
        Map<String, List<DeclaredMethod>> groups =
                governed.stream().collect(Collectors.groupingBy(InstanceNames::plain));
        groups.values().forEach(group -> spread(group, names));
        return names;
    }

    private static void spread(List<DeclaredMethod> group, Map<DeclaredMethod, String> names) {
        List<Function<DeclaredMethod, String>> schemes = List.of(
                method -> plain(method) + suffix(method, Spelling::simple),
                method -> plain(method) + suffix(method, type -> type),
                method -> plain(method) + "-" + Integer.toHexString((method.name() + method.descriptor()).hashCode()));
        if (group.size() == 1) {
            names.put(group.get(0), plain(group.get(0)));
            return;
        }
        List<DeclaredMethod> open = group;
        for (Function<DeclaredMethod, String> scheme : schemes) {
            Map<String, Long> uses = open.stream().collect(Collectors.groupingBy(scheme, Collectors.counting()));
            for (DeclaredMethod method : open) {
                names.put(method, scheme.apply(method));
            }
            open = open.stream()
                    .filter(method -> uses.getOrDefault(scheme.apply(method), 1L) > 1)
                    .toList();
        }
    }

    private static String plain(DeclaredMethod method) {
        return Names.clean(method.owner()) + "." + Names.clean(method.name());
    }

    private static String suffix(DeclaredMethod method, Function<String, String> spelling) {
        return Spelling.types(method).stream()
                .map(type -> "-" + Names.clean(spelling.apply(type).replace("[]", "Array")))
                .collect(Collectors.joining());
    }
}
