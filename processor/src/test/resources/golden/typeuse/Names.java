package com.acme;

import dev.flyball.annotation.Bulkhead;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
@Named("names")
public class Names<T extends @Nullable Object> {

    @Inject
    public Names(@Named("main") @Nullable String source) {}

    @Bulkhead(max = 1)
    public @Nullable String find(@Nullable String key, String @Nullable [] rest) {
        return key;
    }

    @Bulkhead(max = 1)
    public List<@Nullable T> all(Map<String, ? extends @Nullable T> from, @Nullable String[] more) {
        return List.of();
    }

    @Bulkhead(max = 1)
    @Deprecated
    @Legacy
    public Map.@Nullable Entry<T, T> entry(@Legacy T one) {
        return null;
    }
}
