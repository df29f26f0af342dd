package dev.flyball.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class QuestionTest {

    @Test
    void parametersAreDecoded() {
        Question question = Question.of("ann", URI.create("/grep?module=java.base&regex=a%2Bb+c&flag"));

        assertThat(question.client()).isEqualTo("ann");
        assertThat(question.text("module")).isEqualTo("java.base");
        assertThat(question.text("regex")).isEqualTo("a+b c");
    }

    @Test
    void aMissingParameterIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> Question.of("ann", URI.create("/search")).text("q"))
                .hasMessage("the query has no 'q'; add ?q=...");
    }
}
