package dev.flyball.agent.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GovernedIndexTest {

    private final GovernedIndex index =
            new GovernedIndex(Set.of("com.acme.Port", "com.acme.Base"), Set.of("com.acme.Scarce"));

    @Test
    void itsFileIsSortedAndReadsBack() {
        assertThat(index.lines())
                .containsExactly(
                        "flyball-index 1",
                        "carrier com.acme.Base",
                        "carrier com.acme.Port",
                        "stereotype com.acme.Scarce");
        assertThat(GovernedIndex.read(index.lines())).isEqualTo(index);
    }

    @Test
    void linesOfALaterVersionAreSkipped() {
        assertThat(GovernedIndex.read(List.of("flyball-index 2", "rule x", "carrier com.acme.Port")))
                .isEqualTo(new GovernedIndex(Set.of("com.acme.Port"), Set.of()));
    }

    @Test
    void itSpellsNamesAsConstantPoolsDo() {
        assertThat(index.spellings()).containsExactlyInAnyOrder("com/acme/Base", "com/acme/Port", "Lcom/acme/Scarce;");
    }
}
