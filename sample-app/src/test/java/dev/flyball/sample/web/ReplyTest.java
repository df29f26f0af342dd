package dev.flyball.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.sample.catalog.Answer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void anAnswerIsItsLinesAndItsKind() {
        assertThat(Reply.to(new Answer(Answer.Kind.STALE_UNTRIED, List.of("a", "b"))))
                .isEqualTo(new Reply(200, "stale_untried", "a\nb\n"));
    }

    @Test
    void aRefusalHasTheStatusOfItsRouteEvenInsideAStage() {
        RejectedExecutionException refusal = new RejectedExecutionException("full");

        assertThat(Reply.to(refusal, 429)).isEqualTo(new Reply(429, "refused", "full\n"));
        assertThat(Reply.to(new CompletionException(refusal), 503)).isEqualTo(new Reply(503, "refused", "full\n"));
    }

    @Test
    void failuresTellTheAskersFaultFromTheServers() {
        assertThat(Reply.to(new MissingParameterException("q"), 503).status()).isEqualTo(400);
        assertThat(Reply.to(new NoSuchFileException("x"), 503).status()).isEqualTo(404);
        assertThat(Reply.to(new IOException("x"), 503).status()).isEqualTo(500);
    }
}
