package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.config.AllocationSettings;
import dev.flyball.runtime.config.AllocationSettings.ProcessSettings;
import dev.flyball.runtime.config.DegradationSettings;
import dev.flyball.runtime.degrade.AllocationPolicy;
import dev.flyball.runtime.degrade.AllocationSpec;
import dev.flyball.runtime.degrade.KnobChange;
import dev.flyball.runtime.degrade.Priority;
import dev.flyball.runtime.pressure.PressureLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What configuration says of degradation and of shares, as the numbers of those engines. */
final class ConfiguredAllocations {

    private ConfiguredAllocations() {}

    static AllocationSpec process(ProcessSettings settings) {
        return new AllocationSpec(
                settings.maxMemory().orElse(AllocationSpec.DEFAULT.maxMemory()),
                settings.maxCpu(),
                settings.maxWorkers(),
                settings.minWorkers());
    }

    static List<AllocationPolicy> policies(AllocationSettings settings) {
        List<AllocationPolicy> policies = new ArrayList<>();
        settings.names()
                .forEach((name, share) -> policies.add(new AllocationPolicy(
                        name,
                        Priority.valueOf(share.priority()),
                        share.minMemory().orElse(0),
                        share.maxMemory().orElse(Long.MAX_VALUE),
                        share.minWorkers(),
                        share.maxWorkers().orElse(Integer.MAX_VALUE),
                        share.memoryIntensive())));
        return policies;
    }

    static Map<String, KnobChange> knobs(DegradationSettings settings) {
        Map<String, KnobChange> changes = new LinkedHashMap<>();
        settings.knobs()
                .forEach((name, knob) -> changes.put(
                        name,
                        new KnobChange(
                                knob.from().map(PressureLevel::valueOf),
                                knob.elevated(),
                                knob.high(),
                                knob.critical(),
                                knob.emergency())));
        return changes;
    }
}
