package dev.flyball.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several {@code @RateLimited} on one element, as javac wraps them: one limit with several bandwidths. The first says
 * everything; the further ones only their permits, span of time and burst, which are the first one's {@code also}.
 */
final class RateRepeats {

    /** Begins the name of an attribute that a further one must not say. */
    static final String FURTHER = "further ";

    private static final Set<String> OF_A_BANDWIDTH = Set.of("permits", "per", "burst");

    private RateRepeats() {}

    /** The one annotation that says what the container's say together. */
    static DeclaredAnnotation merged(DeclaredAnnotation container) {
        Map<String, Object> values = new LinkedHashMap<>();
        Object written = container.values().get("value");
        List<?> all = written instanceof List<?> list ? list : List.of();
        for (Object one : all) {
            if (one instanceof DeclaredAnnotation limit) {
                if (values.isEmpty()) {
                    values.putAll(limit.values());
                } else {
                    add(values, limit.values());
                }
            }
        }
        return new DeclaredAnnotation(PolicyKind.RATE_LIMITED.annotation(), values, List.of());
    }

    private static void add(Map<String, Object> values, Map<String, Object> further) {
        String permits = Spelling.value(further.getOrDefault("permits", ""));
        String per = Spelling.value(further.getOrDefault("per", "1s"));
        String burst = Spelling.value(further.getOrDefault("burst", "0"));
        String bandwidth = permits + "/" + per + (burst.equals("0") ? "" : "/" + burst);
        values.merge("also", bandwidth, (before, more) -> before + ", " + more);
        for (String name : further.keySet()) {
            if (!OF_A_BANDWIDTH.contains(name)) {
                values.put(FURTHER + name, further.get(name));
            }
        }
    }
}
