package dev.flyball.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;

@Timeout(120)
class ChannelsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ManualClock clock = new ManualClock();
    private final ManualAlarm alarm = new ManualAlarm(clock);

    private static Alert alert(Severity severity, Alert.State state, String message) {
        return new Alert("id", "rule", "stock", severity, state, message, Map.of("value", 1.5), NOW, 0, false);
    }

    private static Alert alert(Severity severity) {
        return alert(severity, Alert.State.FIRING, "full");
    }

    private static String written(boolean colour, Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new StdoutChannel(() -> out, colour).send(alert);
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Test
    void theStandardOutputGetsOneLineWhateverTheMessage() {
        assertThat(written(false, alert(Severity.ERROR, Alert.State.FIRING, "a\nb\r\u001B[2J\u0085\u202Ec")))
                .isEqualTo("2026-03-01T12:00:00Z FIRING ERROR rule stock: a\\u000ab\\u000d\\u001b[2J\\u0085\\u202ec");
    }

    @Test
    void severitiesHaveColours() {
        assertThat(written(true, alert(Severity.INFO))).startsWith("\u001B[36m").endsWith("\u001B[0m");
        assertThat(written(true, alert(Severity.WARNING))).startsWith("\u001B[33m");
        assertThat(written(true, alert(Severity.ERROR))).startsWith("\u001B[31m");
        assertThat(written(true, alert(Severity.CRITICAL))).startsWith("\u001B[1;31m");
        assertThat(written(true, alert(Severity.CRITICAL, Alert.State.RESOLVED, "over")))
                .startsWith("\u001B[32m");
    }

    @Test
    void coloursNeedATerminalThatKnowsThemAndNobodyAgainstThem() {
        assertThat(new Terminal(true, Map.<String, String>of()::get).colour()).isTrue();
        assertThat(new Terminal(false, Map.<String, String>of()::get).colour()).isFalse();
        assertThat(new Terminal(true, Map.of("NO_COLOR", "1")::get).colour()).isFalse();
        assertThat(new Terminal(true, Map.of("NO_COLOR", "")::get).colour()).isTrue();
        assertThat(new Terminal(true, Map.of("TERM", "dumb")::get).colour()).isFalse();
        assertThat(new Terminal(true, Map.of("TERM", "xterm")::get).colour()).isTrue();
    }

    @Test
    void theLogGetsTheSeverityAsLevelAndWhatItIsAboutAsKeys() {
        Lines lines = new Lines();
        LogChannel log = new LogChannel(() -> lines);
        log.send(alert(Severity.INFO));
        log.send(alert(Severity.WARNING));
        log.send(alert(Severity.ERROR));
        log.send(alert(Severity.CRITICAL));
        log.send(alert(Severity.CRITICAL, Alert.State.RESOLVED, "over"));
        assertThat(lines.written)
                .containsExactly(
                        "INFO id=id rule=rule instance=stock severity=INFO state=FIRING suppressed=0 FIRING INFO rule"
                                + " stock: full",
                        "WARN id=id rule=rule instance=stock severity=WARNING state=FIRING suppressed=0 FIRING WARNING"
                                + " rule stock: full",
                        "ERROR id=id rule=rule instance=stock severity=ERROR state=FIRING suppressed=0 FIRING ERROR rule"
                                + " stock: full",
                        "ERROR id=id rule=rule instance=stock severity=CRITICAL state=FIRING suppressed=0 FIRING CRITICAL"
                                + " rule stock: full",
                        "INFO id=id rule=rule instance=stock severity=CRITICAL state=RESOLVED suppressed=0 RESOLVED"
                                + " CRITICAL rule stock: over");
    }

    @Test
    void anAlertCanBeSerialisedAndPrintsAsOneLine() throws Exception {
        Alert alert = alert(Severity.WARNING);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(alert);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(alert).hasToString("FIRING WARNING rule stock: full");
        }
        assertThat(alert.json())
                .isEqualTo("{\"id\":\"id\",\"rule\":\"rule\",\"instance\":\"stock\",\"severity\":\"WARNING\",\"state\":"
                        + "\"FIRING\",\"message\":\"full\",\"numbers\":{\"value\":1.5},\"when\":\"2026-03-01T12:00:00Z\","
                        + "\"suppressed\":0,\"test\":false,\"text\":\"FIRING WARNING rule stock: full\"}");
    }

    @Test
    void aCallbackThatTakesTooLongIsInterruptedAndTheNextOnesAreGivenUpMeanwhile() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CallbackCarrier carrier = callback(alert -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException timeUp) {
                interrupted.countDown();
                end.await();
            }
        });
        CompletableFuture<ChannelOutcome> first = carry(carrier);
        inside.await();
        clock.advance(Duration.ofMillis(999));
        assertThat(first).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThat(first.get()).isEqualTo(ChannelOutcome.failed("signal", "the callback took longer than 1s"));
        interrupted.await();
        assertThat(carry(carrier).get())
                .isEqualTo(ChannelOutcome.failed("signal", "the callback is still busy with an earlier alert"));
        end.countDown();
        assertThat(alarm.pending()).isZero();
    }

    @Test
    void whatACallbackThrowsIsItsOutcome() throws Exception {
        CallbackCarrier carrier = callback(alert -> {
            throw new StackOverflowError("mine");
        });
        assertThat(carry(carrier).get().detail()).isEqualTo("java.lang.StackOverflowError: mine");
        assertThat(carry(carrier).get().detail()).isEqualTo("java.lang.StackOverflowError: mine");
        assertThat(alarm.pending()).isZero();
    }

    private CallbackCarrier callback(AlertChannel channel) {
        return new CallbackCarrier("signal", channel, TimeUnit.SECONDS.toNanos(1), clock, alarm, Thread::new);
    }

    private static CompletableFuture<ChannelOutcome> carry(Carrier carrier) {
        return carrier.carry(alert(Severity.INFO), false).toCompletableFuture();
    }

    @Test
    void aFullMailboxDropsTheOldestOfTheMildest() {
        Mailbox mailbox = new Mailbox();
        mailbox.add(alert(Severity.ERROR, Alert.State.FIRING, "first"));
        mailbox.add(alert(Severity.INFO, Alert.State.FIRING, "mild 1"));
        mailbox.add(alert(Severity.INFO, Alert.State.FIRING, "mild 2"));
        for (int i = 3; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.add(alert(Severity.WARNING))).isNull();
        }
        assertThat(dropped(mailbox, Severity.CRITICAL)).isEqualTo("mild 1");
        assertThat(dropped(mailbox, Severity.CRITICAL)).isEqualTo("mild 2");
        assertThat(dropped(mailbox, Severity.INFO)).isEqualTo("new");
        assertThat(dropped(mailbox, Severity.ERROR)).isEqualTo("full");
        assertThat(mailbox.size()).isEqualTo(Mailbox.CAPACITY);
        assertThat(mailbox.poll().message()).isEqualTo("first");
    }

    private static String dropped(Mailbox mailbox, Severity newcomer) {
        return mailbox.add(alert(newcomer, Alert.State.FIRING, "new")).message();
    }

    /** A channel whose outcomes come when a test says so. */
    private static final class Slow implements Carrier {
        final List<String> carried = Collections.synchronizedList(new ArrayList<>());
        final List<CompletableFuture<ChannelOutcome>> outcomes = new ArrayList<>();

        @Override
        public CompletableFuture<ChannelOutcome> carry(Alert alert, boolean once) {
            carried.add(alert.instance());
            outcomes.add(new CompletableFuture<>());
            return outcomes.get(outcomes.size() - 1);
        }
    }

    private Alerts alerts(AlertSpec spec, Executor executor, Carrier webhook, AlertChannel log, MeterHub hub) {
        Outlets outlets = new Outlets(executor, Thread::new, log, log, address -> webhook, message -> {}, () -> {});
        return new Alerts(spec, clock, alarm, () -> 0.5, InstantSource.fixed(NOW), EventSink.NONE, hub, outlets);
    }

    private static final AlertSpec POSTED = AlertSpec.DEFAULT
            .withWebhook(WebhookSpec.of("https://alerts.example.com/x"))
            .withChannels(List.of("log", "webhook"));

    private static void press(Alerts alerts, String name) {
        alerts.process(PressureEvent.of(name, PressureLevel.HIGH, 0.8, "full"));
    }

    @Test
    void aSlowChannelGetsItsAlertsInOrderAndHoldsNoOtherUp() {
        Slow webhook = new Slow();
        List<String> logged = new ArrayList<>();
        Alerts alerts = alerts(POSTED, Runnable::run, webhook, alert -> logged.add(alert.instance()), new MeterHub());
        press(alerts, "a");
        press(alerts, "b");
        press(alerts, "c");
        assertThat(logged).containsExactly("a", "b", "c");
        assertThat(webhook.carried).containsExactly("a");
        webhook.outcomes.get(0).complete(ChannelOutcome.failed("webhook", "no"));
        webhook.outcomes.get(1).complete(ChannelOutcome.delivered("webhook", "yes"));
        assertThat(webhook.carried).containsExactly("a", "b", "c");
    }

    @Test
    void aDeadChannelKeeps256AndCountsTheRest() {
        Slow webhook = new Slow();
        MeterHub hub = new MeterHub();
        Readings readings = new Readings();
        hub.bind(readings);
        Alerts alerts = alerts(POSTED, Runnable::run, webhook, alert -> {}, hub);
        for (int i = 0; i < 300; i++) {
            press(alerts, "instance" + i);
        }
        assertThat(readings.value("alerts", "channel", "log", "outcome", "delivered"))
                .isEqualTo(300);
        assertThat(readings.value("alerts", "channel", "webhook", "outcome", "dropped"))
                .isEqualTo(300 - 1 - Mailbox.CAPACITY);
    }

    @Test
    void whatAnOldAddressGaveUpGoesToTheNewOne() {
        Slow old = new Slow();
        Slow next = new Slow();
        List<Slow> carriers = new ArrayList<>(List.of(old, next));
        Outlets outlets = new Outlets(
                Runnable::run, Thread::new, one -> {}, one -> {}, spec -> carriers.remove(0), one -> {}, () -> {});
        Alerts alerts = new Alerts(
                POSTED, clock, alarm, () -> 0.5, InstantSource.fixed(NOW), EventSink.NONE, new MeterHub(), outlets);
        press(alerts, "a");
        alerts.change(POSTED.withWebhook(WebhookSpec.of("https://new.example.com/x")));
        old.outcomes.get(0).complete(ChannelOutcome.failed("webhook", "HTTP 404"));
        assertThat(next.carried).containsExactly("a");
    }

    @Test
    void aLoggerThatThrowsIsAFailureAndNoMore() {
        MeterHub hub = new MeterHub();
        Readings readings = new Readings();
        hub.bind(readings);
        AtomicInteger calls = new AtomicInteger();
        AlertChannel broken = alert -> {
            if (calls.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("appender");
            }
            throw new IllegalStateException("disk full");
        };
        Alerts alerts = alerts(AlertSpec.DEFAULT, Runnable::run, new Slow(), broken, hub);
        press(alerts, "a");
        press(alerts, "b");
        assertThat(readings.value("alerts", "channel", "log", "outcome", "failed"))
                .isEqualTo(2);
    }

    /** D8: if any of this happened on the caller's thread, the caller would wait for ever. */
    @Test
    void aCallerWaitsForNoChannel() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        Outlets real = Outlets.standard(clock, alarm, () -> 0.5, InstantSource.fixed(NOW));
        Carrier stuck = (alert, once) -> {
            threads.add(Thread.currentThread().getName() + " "
                    + Thread.currentThread().isDaemon());
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException hurried) {
                throw new AssertionError(hurried);
            }
            return CompletableFuture.completedFuture(ChannelOutcome.delivered("webhook", ""));
        };
        Outlets outlets = new Outlets(
                real.executor(), real.callbacks(), alert -> {}, alert -> {}, spec -> stuck, one -> {}, real.end());
        Alerts alerts = new Alerts(
                POSTED, clock, alarm, () -> 0.5, InstantSource.fixed(NOW), EventSink.NONE, new MeterHub(), outlets);
        ThreadPoolExecutor pool = (ThreadPoolExecutor) real.executor();
        assertThat(pool.getPoolSize()).as("threads before anything fires").isZero();
        press(alerts, "a");
        reached.await();
        for (int i = 0; i < 1_000; i++) {
            press(alerts, "b" + i);
        }
        alerts.close(Duration.ofMillis(1));
        release.countDown();
        assertThat(threads.get(0)).isEqualTo("flyball-alerts true");
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingWaitsForWhatIsOnItsWay() throws Exception {
        Outlets real = Outlets.standard(clock, alarm, () -> 0.5, InstantSource.fixed(NOW));
        List<String> logged = Collections.synchronizedList(new ArrayList<>());
        Outlets outlets = new Outlets(
                real.executor(),
                real.callbacks(),
                alert -> logged.add(alert.instance()),
                alert -> {},
                real.webhook(),
                one -> {},
                real.end());
        Alerts alerts = new Alerts(
                AlertSpec.DEFAULT,
                clock,
                alarm,
                () -> 0.5,
                InstantSource.fixed(NOW),
                EventSink.NONE,
                new MeterHub(),
                outlets);
        for (int i = 0; i < 100; i++) {
            press(alerts, "a" + i);
        }
        alerts.close(Duration.ofSeconds(60));
        assertThat(logged).hasSize(100);
    }

    @Test
    void aTestOfAChannelThatDoesNotAnswerEndsInThirtySeconds() throws Exception {
        Alerts alerts = alerts(POSTED, Runnable::run, new Slow(), alert -> {}, new MeterHub());
        CompletableFuture<List<ChannelOutcome>> test =
                alerts.test(Severity.INFO).toCompletableFuture();
        assertThat(test).isNotDone();
        clock.advance(Duration.ofSeconds(30));
        assertThat(test.get())
                .containsExactly(
                        ChannelOutcome.delivered("log", "written"),
                        ChannelOutcome.failed("webhook", "no answer within 30s"));
    }

    @Test
    void aChannelsNameIsChecked() {
        Alerts alerts = alerts(POSTED, Runnable::run, new Slow(), alert -> {}, new MeterHub());
        assertThatThrownBy(() -> alerts.add("My pager", alert -> {}))
                .hasMessage(
                        "[alert-channel-name] alerts: \"My pager\" is no name for a channel; give it lower-case words"
                                + " joined by hyphens");
    }

    @Test
    void withoutAnHttpClientTheWebhookIsOffAndSaysSoOnce() throws Exception {
        assertThat(Outlets.present("java.net.http.HttpClient")).isTrue();
        assertThat(Outlets.present("java.net.http.NoSuchClient")).isFalse();
        List<String> warnings = new ArrayList<>();
        Carrier off = Outlets.absent(warnings::add);
        assertThat(off.carry(alert(Severity.INFO), false).toCompletableFuture().get())
                .isEqualTo(ChannelOutcome.failed("webhook", "the module java.net.http is not in this program"));
        assertThat(warnings)
                .containsExactly("[alert-webhook-absent] alerts: the channel webhook is off, since the module"
                        + " java.net.http is not in this program; start it with --add-modules java.net.http");
    }

    @Test
    void retryAfterIsReadInBothForms() {
        assertThat(RetryAfter.read("17", NOW)).isEqualTo(Duration.ofSeconds(17));
        assertThat(RetryAfter.read("Sun, 01 Mar 2026 12:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.read("Sun, 01 Mar 2026 11:59:00 GMT", NOW)).isNull();
        assertThat(RetryAfter.read("999999999999999999", NOW)).isEqualTo(Duration.ofMinutes(5));
        assertThat(RetryAfter.read("-1", NOW)).isNull();
        assertThat(RetryAfter.read("", NOW)).isNull();
        assertThat(RetryAfter.read("99999999999999999999999", NOW)).isNull();
    }

    /** A logger that keeps its lines. */
    private static final class Lines extends AbstractLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> written = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
            written.add(level + " " + message);
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }
}
