package dev.flyball.sample.web;

import com.sun.net.httpserver.HttpExchange;
import dev.flyball.sample.catalog.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP answer: 200 with lines of text; 400, 404 or 500 with what went wrong; 429 or 503 with Retry-After for a call
 * that was refused.
 *
 * @param kind the value of the header {@code X-Atlas-Answer}: fresh, stale, stale_untried, reduced, refused or failed
 */
record Reply(int status, String kind, String body) {

    /** Seconds, the least that Retry-After can say. */
    private static final String RETRY_AFTER = "1";

    static Reply to(Answer answer) {
        String kind = answer.kind().name().toLowerCase(Locale.ROOT);
        return new Reply(200, kind, String.join("\n", answer.lines()) + "\n");
    }

    /** @param refused the status of a refusal: 429 where the client's own limit refused, else 503 */
    static Reply to(Throwable failure, int refused) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RejectedExecutionException) {
            return new Reply(refused, "refused", cause.getMessage() + "\n");
        }
        int status =
                cause instanceof MissingParameterException ? 400 : cause instanceof NoSuchFileException ? 404 : 500;
        return new Reply(status, "failed", cause + "\n");
    }

    void send(HttpExchange exchange) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.getResponseHeaders().set("X-Atlas-Answer", kind);
            if (kind.equals("refused")) {
                exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (IOException gone) {
            // The client no longer waits; it has counted the answer as lost.
            return;
        }
    }
}
