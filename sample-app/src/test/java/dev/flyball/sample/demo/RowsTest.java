package dev.flyball.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The criteria, tried on numbers that real runs have measured. */
class RowsTest {

    private static final Path RUNS = Path.of("src/test/resources");

    @Test
    void aRunInWhichNothingIsGovernedFailsEveryRow() throws IOException {
        Numbers plain = Numbers.load(RUNS.resolve("plain.numbers"));

        assertThat(Rows.all())
                .allSatisfy(row -> assertThat(row.objections(plain, plain)).isNotEmpty());
    }
}
