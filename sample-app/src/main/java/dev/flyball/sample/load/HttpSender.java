package dev.flyball.sample.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends requests over HTTP and gives up on an answer after a while. Thread-safe. */
public final class HttpSender implements Sender {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final Duration patience;

    /** Sends to {@code server} and waits no longer than {@code patience} for an answer. */
    public HttpSender(URI server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    @Override
    public CompletableFuture<Outcome> send(Shot shot) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(shot.path()))
                .header("X-Client", shot.client())
                .timeout(patience)
                .build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? outcome(response) : outcome(failure));
    }

    private static Outcome outcome(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof HttpTimeoutException ? Outcome.LOST : Outcome.FAILED;
    }

    private static Outcome outcome(HttpResponse<?> response) {
        return response.headers()
                .firstValue("X-Atlas-Answer")
                .map(kind -> Outcome.valueOf(kind.toUpperCase(Locale.ROOT)))
                .orElse(Outcome.FAILED);
    }
}
