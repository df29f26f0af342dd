package dev.flyball.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void cellsAreWrappedSideBySide() {
        Table table = new Table(6, 4)
                .row(List.of(List.of("a long story"), List.of("x")))
                .rule()
                .row(List.of(List.of("b"), List.of("y", "z")));

        assertThat(table.toString()).isEqualTo("""
                        a long │ x
                        story  │
                        ───────┼─────
                        b      │ y
                               │ z
                        """);
    }

    @Test
    void aWordLongerThanItsColumnIsCut() {
        assertThat(Table.wrap("abcdefgh ij", 5)).containsExactly("abcde", "fgh", "ij");
    }

    @Test
    void aLineThatJustFitsIsNotBroken() {
        assertThat(Table.wrap("ab cd", 5)).containsExactly("ab cd");
    }
}
