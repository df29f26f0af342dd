package dev.flyball.runtime.bridge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sites of one class, kept with the class so that both are collected together. */
final class SiteTable {

    private static final ClassValue<SiteTable> TABLES = new ClassValue<>() {
        @Override
        protected SiteTable computeValue(Class<?> type) {
            return new SiteTable();
        }
    };

    private final Map<String, Installation> sites = new ConcurrentHashMap<>();

    static SiteTable of(Class<?> type) {
        return TABLES.get(type);
    }

    @Nullable
    Installation find(String name, String descriptor) {
        return sites.get(name + descriptor);
    }

    /** The method's one site; two threads that link it at once agree on the first. */
    Installation findOrAdd(String name, String descriptor, Supplier<Installation> maker) {
        Installation known = find(name, descriptor);
        if (known != null) {
            return known;
        }
        Installation made = maker.get();
        Installation first = sites.putIfAbsent(name + descriptor, made);
        if (first != null) {
            return first;
        }
        made.method().activate();
        return made;
    }
}
