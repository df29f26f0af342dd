package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.annotation.RateLimited;
import dev.flyball.model.MethodPlan;
import dev.flyball.processor.read.SourceReader;
import dev.flyball.runtime.call.RefusedException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jars that users depend on, as they are packed. */
class PublishedJarsIT {

    private static ModuleDescriptor module(Class<?> of) {
        return ModuleFinder.of(Programs.home(of)).findAll().iterator().next().descriptor();
    }

    @Test
    void vocabularyModelAndRuntimeAreNamedModules() {
        assertThat(module(RateLimited.class).toNameAndVersion()).startsWith("dev.flyball.annotation");
        assertThat(module(MethodPlan.class).toNameAndVersion()).startsWith("dev.flyball.model");
        assertThat(module(RefusedException.class).toNameAndVersion()).startsWith("dev.flyball.runtime");
        assertThat(java.util.stream.Stream.of(RateLimited.class, MethodPlan.class, RefusedException.class)
                        .map(PublishedJarsIT::module))
                .noneMatch(ModuleDescriptor::isAutomatic)
                .noneMatch(ModuleDescriptor::isOpen);
    }

    @Test
    void theProcessorIsFoundAsAServiceAndByGradleAndCarriesJavaPoetUnderItsOwnName() throws IOException {
        Path jar = Programs.home(SourceReader.class);
        try (JarFile packed = new JarFile(jar.toFile())) {
            assertThat(packed.stream().map(entry -> entry.getName()))
                    .contains(
                            "META-INF/services/javax.annotation.processing.Processor",
                            "META-INF/gradle/incremental.annotation.processors",
                            "dev/flyball/processor/javapoet/TypeSpec.class")
                    .noneMatch(name -> name.startsWith("com/palantir/"));
        }
    }
}
