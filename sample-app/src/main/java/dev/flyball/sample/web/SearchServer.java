package dev.flyball.sample.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flyball.sample.catalog.Answer;
import dev.flyball.sample.jdk.Ancestry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Atlas behind HTTP, with a fixed number of threads and, as is usual, an endless queue before them. */
public final class SearchServer implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @param threads how many requests are handled at once
     */
    public SearchServer(Parts parts, int port, int threads) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        this.threads = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        server.setExecutor(this.threads);
        route("/search", TOO_MANY_REQUESTS, now(q -> parts.door().search(q)));
        route("/suggest", UNAVAILABLE, now(q -> parts.catalog().suggest(q.text("q"))));
        route("/compare", TOO_MANY_REQUESTS, now(q -> parts.door().compare(q)));
        route("/grep", UNAVAILABLE, now(q -> parts.catalog().grep(q.text("modules"), q.text("regex"))));
        route("/methods", UNAVAILABLE, now(q -> parts.shelf().methods(q.text("module"), q.text("name"))));
        route(
                "/parent",
                UNAVAILABLE,
                now(q -> Answer.fresh(List.of(Ancestry.parent(parts.reader(), q.text("module"), q.text("name"))))));
        route("/overview", UNAVAILABLE, now(q -> parts.overviews().of(q.text("package"))));
        route("/docs", UNAVAILABLE, now(q -> parts.mirror().page(q.text("module"), q.text("name"))));
        route("/subclasses", UNAVAILABLE, q -> parts.relatives().of(q.text("name")));
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort());
    }

    /** Stops; what is queued is dropped, what is running is waited for, and never interrupted within H2's files. */
    @Override
    public void close() {
        threads.getQueue().clear();
        server.stop(0);
        threads.shutdown();
        Closing.await(threads);
    }

    private void route(String path, int refused, Handler handler) {
        server.createContext(path, exchange -> answer(exchange, refused, handler));
    }

    private static void answer(HttpExchange exchange, int refused, Handler handler) {
        CompletionStage<Answer> answer;
        try {
            answer = handler.answer(question(exchange));
        } catch (Exception failure) {
            Reply.to(failure, refused).send(exchange);
            return;
        }
        answer.whenComplete(
                (lines, failure) -> (failure == null ? Reply.to(lines) : Reply.to(failure, refused)).send(exchange));
    }

    private static Question question(HttpExchange exchange) {
        String client = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Client"))
                .orElseGet(() -> exchange.getRemoteAddress().getHostString());
        return Question.of(client, exchange.getRequestURI());
    }

    private static Handler now(SimpleHandler handler) {
        return question -> CompletableFuture.completedFuture(handler.answer(question));
    }

    private interface Handler {
        CompletionStage<Answer> answer(Question question) throws Exception;
    }

    private interface SimpleHandler {
        Answer answer(Question question) throws Exception;
    }
}
