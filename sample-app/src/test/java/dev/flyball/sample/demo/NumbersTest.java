package dev.flyball.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {

    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        Numbers numbers = new Numbers();
        numbers.put("flood.users.p99", 12.5);
        numbers.save(folder.resolve("x.numbers"));

        assertThat(Numbers.load(folder.resolve("x.numbers")).get("flood.users.p99"))
                .isEqualTo(12.5);
    }

    @Test
    void aMissingMeasurementIsNamed() {
        assertThatThrownBy(() -> new Numbers().get("flood.users.p99"))
                .hasMessage("no measurement 'flood.users.p99'; there are []");
    }
}
