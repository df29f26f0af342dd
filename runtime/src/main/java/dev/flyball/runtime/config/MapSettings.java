package dev.flyball.runtime.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings whose keys are written out. */
final class MapSettings implements Settings {

    private final Map<Key, Setting> settings;

    MapSettings(Map<Key, Setting> settings) {
        this.settings = new LinkedHashMap<>(settings);
    }

    @Override
    public @Nullable Setting find(Key key, Consumer<ConfigProblem> problems) {
        return settings.get(key);
    }

    @Override
    public Collection<Setting> known() {
        return settings.values();
    }
}
