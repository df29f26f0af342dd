package dev.flyball.sample.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JrtReaderTest {

    private final JrtReader reader = new JrtReader(() -> {});

    @Test
    void theRunningLibraryHoldsThousandsOfClassesAndNoModuleDescriptors() throws IOException {
        List<String> files = reader.classFiles();

        assertThat(files).hasSizeGreaterThan(5000).contains("/modules/java.base/java/lang/Object.class");
        assertThat(files).noneMatch(file -> file.endsWith("module-info.class"));
    }

    @Test
    void aNestedClassIsReadByItsModuleAndName() throws IOException {
        ClassFacts facts = reader.read(reader.fileOf("java.base", "java.util.Map$Entry"));

        assertThat(facts.name()).isEqualTo("java.util.Map$Entry");
        assertThat(facts.module()).isEqualTo("java.base");
        assertThat(facts.methods()).contains("getKey", "getValue");
    }

    @Test
    void aClassThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> reader.read(reader.fileOf("java.base", "java.util.Nothing")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
