package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.PressureSettings.size;
import static dev.flyball.runtime.config.PressureSettings.text;
import static dev.flyball.runtime.config.PressureSettings.upper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the process has to give, and what each name is granted of it. */
public record AllocationSettings(ProcessSettings process, Map<String, ShareSettings> names) {

    /** Keeps a copy of the map in its order. */
    public AllocationSettings {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /**
     * What the process has to give.
     *
     * @param maxCpu a share of the processors
     * @param maxMemory bytes; empty: the maximum heap
     */
    public record ProcessSettings(double maxCpu, int maxWorkers, int minWorkers, OptionalLong maxMemory) {}

    /**
     * What one name is granted.
     *
     * @param priority {@code CRITICAL}, {@code HIGH}, {@code NORMAL} or {@code LOW}
     * @param minMemory bytes; empty: no reservation
     * @param maxMemory bytes; empty: what there is
     * @param maxWorkers empty: what there is
     */
    public record ShareSettings(
            String priority,
            OptionalLong minMemory,
            OptionalLong maxMemory,
            int minWorkers,
            OptionalInt maxWorkers,
            boolean memoryIntensive) {}

    static AllocationSettings of(SettingValues values) {
        return new AllocationSettings(
                new ProcessSettings(
                        Double.parseDouble(text(values, SettingTable.MAX_CPU, "")),
                        Integer.parseInt(text(values, SettingTable.MAX_WORKERS, "")),
                        Integer.parseInt(text(values, SettingTable.MIN_WORKERS, "")),
                        size(text(values, SettingTable.PROCESS_MEMORY, ""))),
                RuntimeSettings.byName(values, SettingTable.PRIORITY, name -> share(values, name)));
    }

    private static ShareSettings share(SettingValues values, String name) {
        String workers = text(values, SettingTable.NAME_MAX_WORKERS, name);
        return new ShareSettings(
                upper(text(values, SettingTable.PRIORITY, name)),
                size(text(values, SettingTable.NAME_MIN_MEMORY, name)),
                size(text(values, SettingTable.NAME_MAX_MEMORY, name)),
                Integer.parseInt(text(values, SettingTable.NAME_MIN_WORKERS, name)),
                workers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(workers)),
                RuntimeSettings.isOn(text(values, SettingTable.MEMORY_INTENSIVE, name)));
    }
}
