package dev.flyball.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The criteria, tried on numbers that real runs on a busy machine have measured. */
class RowsTest {

    private final Numbers plain = measured("plain");
    private final Numbers agent = measured("agent");
    private final Numbers wrappers = measured("wrappers");

    RowsTest() throws IOException {}

    @Test
    void aRunInWhichNothingIsGovernedFailsEveryRow() {
        assertThat(Rows.all())
                .allSatisfy(row -> assertThat(row.objections(plain, plain)).isNotEmpty());
    }

    @Test
    void theWovenRunFulfilsEveryRow() {
        assertThat(Rows.all())
                .allSatisfy(row -> assertThat(row.objections(plain, agent)).isEmpty());
    }

    @Test
    void theRunWithWrappersFulfilsEveryRowButThoseOfTheAgentAlone() {
        assertThat(Rows.all())
                .allSatisfy(row -> assertThat(row.objections(plain, wrappers).isEmpty())
                        .isEqualTo(row.governs() == Row.Governs.EVERYWHERE));
    }

    @Test
    void whereThePlainRunMeetsNoTroubleNothingIsShown() {
        assertThat(Rows.all())
                .allSatisfy(row -> assertThat(row.objections(agent, agent)).isNotEmpty());
    }

    private static Numbers measured(String run) throws IOException {
        return Numbers.load(Path.of("src/test/resources", run + ".numbers"));
    }
}
