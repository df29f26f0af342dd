package dev.flyball.runtime.alert;

import static dev.flyball.runtime.alert.RudeServer.says;
import static dev.flyball.runtime.alert.RudeServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.alert.RudeServer.Manner;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posting to a server on a real socket that behaves, or does not. Pauses between tries are noted, not waited for. */
class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Alert ALERT = new Alert(
            "id-1",
            "pressure-high",
            "resources",
            Severity.WARNING,
            Alert.State.FIRING,
            "pressure is HIGH: \"a\\b\"\n\u001B[31mé\u2028\uD83D\uDE00\uD83D",
            Map.of("pressure", 0.8, "limit", Double.POSITIVE_INFINITY),
            NOW,
            3,
            false);

    private final ManualClock clock = new ManualClock();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Alarm atOnce = (deadline, task) -> {
        pauses.add(Duration.ofNanos(deadline - clock.nanos()));
        task.run();
        return () -> false;
    };
    private final ExecutorService http = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        http.shutdownNow();
    }

    private static WebhookSpec spec(String url) {
        return WebhookSpec.of(url).withSecret("s3cret").withTimeout(Duration.ofSeconds(20));
    }

    private WebhookCarrier carrier(WebhookSpec spec, Alarm alarm) {
        return new WebhookCarrier(spec, new HttpPoster(spec, http), clock, alarm, () -> 0.5, () -> NOW, "host/7");
    }

    private static ChannelOutcome result(CompletionStage<ChannelOutcome> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private ChannelOutcome post(WebhookSpec spec) throws Exception {
        return result(carrier(spec, atOnce).carry(ALERT, false));
    }

    private static String verified(RudeServer.Request request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = request.header("Flyball-Timestamp") + "." + request.text();
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAlertArrivesSignedAndWhole() throws Exception {
        try (RudeServer server = new RudeServer(status(204))) {
            ChannelOutcome outcome = post(spec(server.url()));
            assertThat(outcome.delivered()).isTrue();
            assertThat(outcome.detail()).matches("HTTP 204 from http://127\\.0\\.0\\.1:\\d+/\\*\\*\\*");
            assertThat(server.requests).hasSize(1);
            RudeServer.Request request = server.requests.get(0);
            assertThat(request.line()).isEqualTo("POST /hook?token=t0p HTTP/1.1");
            assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(request.header("Flyball-Id")).isEqualTo("id-1");
            assertThat(request.header("Flyball-Timestamp")).isEqualTo("" + NOW.getEpochSecond());
            assertThat(request.header("Flyball-Signature")).isEqualTo(verified(request));
            assertThat(request.header("Upgrade")).isEmpty();
            assertThat(request.text())
                    .isEqualTo("{\"id\":\"id-1\",\"rule\":\"pressure-high\",\"instance\":\"resources\",\"severity\":"
                            + "\"WARNING\",\"state\":\"FIRING\",\"message\":\"pressure is HIGH: \\\"a\\\\b\\\"\\u000a"
                            + "\\u001b[31mé\\u2028\uD83D\uDE00\\ud83d\",\"numbers\":{\"limit\":null,\"pressure\":0.8},"
                            + "\"when\":\"2026-03-01T12:00:00Z\",\"suppressed\":3,\"test\":false,\"source\":\"host/7\","
                            + "\"text\":\"FIRING WARNING pressure-high resources: pressure is HIGH: \\\"a\\\\b\\\""
                            + "\\\\u000a\\\\u001b[31mé\\\\u2028\uD83D\uDE00\\ud83d (and 3 more reports since the last"
                            + " message)\"}");
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        try (RudeServer server = new RudeServer(status(200))) {
            assertThat(post(spec(server.url()).withSecret(null)).delivered()).isTrue();
            assertThat(server.requests.get(0).headers()).doesNotContainKeys("flyball-signature", "flyball-timestamp");
        }
    }

    @Test
    void aServerInTroubleIsAskedAgainWithTheSameIdAndGrowingPauses() throws Exception {
        try (RudeServer server = new RudeServer(status(500), status(502), status(408), status(200))) {
            assertThat(post(spec(server.url())).detail()).startsWith("HTTP 200 after 4 tries");
            assertThat(server.requests).hasSize(4);
            assertThat(server.requests)
                    .extracting(one -> one.header("Flyball-Id"))
                    .containsOnly("id-1");
            assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void afterFiveTriesAnAlertIsGivenUp() throws Exception {
        try (RudeServer server = new RudeServer(status(500))) {
            assertThat(post(spec(server.url())).detail()).startsWith("HTTP 500 after 5 tries from http://");
            assertThat(server.requests).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 422})
    void aRefusalAndARedirectAreFinal(int code) throws Exception {
        try (RudeServer trap = new RudeServer(status(200));
                RudeServer server = new RudeServer(
                        says("HTTP/1.1 " + code + " No\nLocation: " + trap.url() + "\nContent-Length: 0\n\n"))) {
            ChannelOutcome outcome = post(spec(server.url()));
            assertThat(outcome.result()).isEqualTo(ChannelOutcome.Result.FAILED);
            assertThat(outcome.detail()).startsWith("HTTP " + code).doesNotContain("t0p");
            assertThat(server.requests).hasSize(1);
            assertThat(trap.requests).isEmpty();
        }
    }

    @Test
    void aServerThatAsksForAPauseGetsIt() throws Exception {
        Manner seconds = says("HTTP/1.1 429 Slow Down\nRetry-After: 17\nContent-Length: 0\n\n");
        Manner date = says("HTTP/1.1 503 Busy\nRetry-After: Sun, 01 Mar 2026 12:00:41 GMT\nContent-Length: 0\n\n");
        Manner tooLong = says("HTTP/1.1 503 Busy\nRetry-After: 86400\nContent-Length: 0\n\n");
        Manner nonsense = says("HTTP/1.1 429 Slow Down\nRetry-After: soon\nContent-Length: 0\n\n");
        try (RudeServer server = new RudeServer(seconds, date, tooLong, nonsense, status(200))) {
            assertThat(post(spec(server.url())).delivered()).isTrue();
            assertThat(pauses)
                    .containsExactly(
                            Duration.ofSeconds(17),
                            Duration.ofSeconds(41),
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(4));
        }
    }

    @Test
    void nobodyAtThePortIsTriedAgain() throws Exception {
        RudeServer gone = new RudeServer(status(200));
        gone.close();
        ChannelOutcome outcome = post(spec(gone.url()).withTries(3));
        assertThat(outcome.detail())
                .startsWith("no answer (java.net.ConnectException")
                .contains("after 3 tries");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (RudeServer server = new RudeServer((out, mine) -> mine.closing.await())) {
            ChannelOutcome outcome =
                    post(spec(server.url()).withTimeout(Duration.ofMillis(200)).withTries(2));
            assertThat(outcome.detail()).contains("HttpTimeoutException").contains("after 2 tries");
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void aServerThatSpeaksByTheDropIsGivenUp() throws Exception {
        Manner drops = (out, server) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            server.closing.await();
        };
        try (RudeServer server = new RudeServer(drops)) {
            ChannelOutcome outcome =
                    post(spec(server.url()).withTimeout(Duration.ofMillis(200)).withTries(1));
            assertThat(outcome.detail()).contains("HttpTimeoutException");
        }
    }

    @Test
    void aBodyWithoutEndIsNotRead() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        Manner flood = (out, server) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            try {
                pour(out);
            } finally {
                hungUp.countDown();
            }
        };
        try (RudeServer server = new RudeServer(flood)) {
            assertThat(post(spec(server.url())).delivered()).isTrue();
            assertThat(hungUp.await(60, TimeUnit.SECONDS))
                    .as("the connection was closed")
                    .isTrue();
        }
    }

    private static void pour(OutputStream out) throws Exception {
        byte[] much = new byte[65_536];
        while (true) {
            out.write(much);
        }
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
        Manner silent = (out, server) -> {
            out.write("HTTP/1.1 202 OK\r\nContent-Length: 10\r\n\r\nab".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            server.closing.await();
        };
        try (RudeServer server = new RudeServer(silent)) {
            assertThat(post(spec(server.url())).detail()).startsWith("HTTP 202 from");
        }
    }

    @Test
    void aServerThatHangsUpOrBabblesIsAskedAgain() throws Exception {
        try (RudeServer server = new RudeServer(
                (out, mine) -> {},
                says("HTTP/1.1 200"),
                says("HTTP/1.1 abc OK\n\n"),
                says("SMTP ready when you are\n\n"),
                status(200))) {
            assertThat(post(spec(server.url())).detail()).startsWith("HTTP 200 after 5 tries");
        }
    }

    @Test
    void aTestIsTriedOnce() throws Exception {
        try (RudeServer server = new RudeServer(status(500), status(200))) {
            ChannelOutcome outcome = result(carrier(spec(server.url()), atOnce).carry(ALERT, true));
            assertThat(outcome.detail()).startsWith("HTTP 500 from");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void aPauseEndsWithClosingAndNothingIsTriedAgain() throws Exception {
        ManualAlarm alarm = new ManualAlarm(clock);
        CompletableFuture<Poster.Answer> answer = new CompletableFuture<>();
        WebhookSpec spec = spec("https://alerts.example.com/x");
        WebhookCarrier carrier =
                new WebhookCarrier(spec, (body, headers) -> answer, clock, alarm, () -> 0.5, () -> NOW, "");
        CompletionStage<ChannelOutcome> stage = carrier.carry(ALERT, false);
        answer.complete(new Poster.Answer(500, ""));
        assertThat(alarm.pending()).isEqualTo(1);
        assertThat(stage.toCompletableFuture()).isNotDone();
        carrier.close();
        assertThat(result(stage))
                .isEqualTo(ChannelOutcome.failed(
                        "webhook",
                        "HTTP 500 from https://alerts.example.com/***; nothing is tried again while closing"));
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void aPauseIsDrivenByTheAlarm() throws Exception {
        ManualAlarm alarm = new ManualAlarm(clock);
        List<CompletableFuture<Poster.Answer>> tries = new ArrayList<>();
        WebhookCarrier carrier = new WebhookCarrier(
                spec("https://alerts.example.com/x"),
                (body, headers) -> {
                    tries.add(new CompletableFuture<>());
                    return tries.get(tries.size() - 1);
                },
                clock,
                alarm,
                () -> 0.5,
                () -> NOW,
                "");
        CompletionStage<ChannelOutcome> stage = carrier.carry(ALERT, false);
        tries.get(0).complete(new Poster.Answer(500, ""));
        clock.advance(Duration.ofMillis(499));
        assertThat(tries).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(tries).hasSize(2);
        tries.get(1).complete(new Poster.Answer(200, ""));
        assertThat(result(stage).delivered()).isTrue();
    }
}
