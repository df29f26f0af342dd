package dev.flyball.runtime.alert;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Posts through the JDK's client; the only class that knows it. No redirects, no cookies, and of the answer only the
 * head is read: the connection is closed at the first byte of the body, however long that may be.
 *
 * <p>{@code client} is made by the first post and kept, since each has a thread until it is collected; only the executor
 * touches it, one task at a time.
 */
final class HttpPoster implements Poster {

    private final WebhookSpec spec;
    private final Executor executor;
    private @Nullable HttpClient client;

    /** @param executor one thread at most; looking up the host's name may block it */
    HttpPoster(WebhookSpec spec, Executor executor) {
        this.spec = spec;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Answer> post(byte[] body, Map<String, String> headers) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                send(body, headers, answer);
            } catch (RuntimeException | LinkageError broken) {
                answer.completeExceptionally(broken);
            }
        });
        return answer;
    }

    private void send(byte[] body, Map<String, String> headers, CompletableFuture<Answer> answer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(spec.url())
                .timeout(spec.timeout())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        BodyHandler<@Nullable Void> read = head -> {
            answer.complete(new Answer(head.statusCode(), retryAfter(head)));
            return new Unread();
        };
        var unused = client().sendAsync(request.build(), read).whenComplete((response, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            }
        });
    }

    private static String retryAfter(ResponseInfo head) {
        return head.headers().firstValue("Retry-After").orElse("");
    }

    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(spec.connect())
                    .executor(executor)
                    .build();
            client = known;
        }
        return known;
    }

    /** Reads nothing. */
    private static final class Unread implements BodySubscriber<@Nullable Void> {
        private final CompletableFuture<@Nullable Void> nothing = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<@Nullable Void> getBody() {
            return nothing;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
