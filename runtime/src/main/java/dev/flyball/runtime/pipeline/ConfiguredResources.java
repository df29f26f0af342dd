package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.config.PressureSettings;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceSpec;

/** What configuration says of sensing, as the numbers of the monitor. */
final class ConfiguredResources {

    private ConfiguredResources() {}

    /** Those settings; what configuration has no key for stays as it is in {@code now}. */
    static ResourceSpec spec(ResourceSpec now, PressureSettings settings) {
        return now.withModel(ResourceSpec.Model.valueOf(settings.model()))
                .withMaxMemory(settings.maxMemory().orElse(0))
                .withSample(settings.sample())
                .withPrediction(settings.prediction())
                .withCollect(settings.collect())
                .withForced(settings.force().map(PressureLevel::valueOf).orElse(null));
    }
}
