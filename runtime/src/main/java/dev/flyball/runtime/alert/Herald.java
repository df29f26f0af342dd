package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event.AlertRaised;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.RandomSource;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes messages of what rules have to say, keeps them, and puts them on their routes. Guarded by the lock of
 * {@link Alerts}, but for {@link #tell}, which is called without it.
 */
final class Herald {

    private final InstantSource time;
    private final Dispatch dispatch;
    private final EventSink news;
    private final String origin;
    private final History history = new History();
    private long messages;

    Herald(InstantSource time, RandomSource random, Dispatch dispatch, EventSink news) {
        this.time = time;
        this.dispatch = dispatch;
        this.news = news;
        this.origin = word(random) + word(random);
    }

    private static String word(RandomSource random) {
        return HexFormat.of().toHexDigits((int) (long) (random.next() * 0x1p32)); // a double as int stops at 2^31 - 1
    }

    /** What the rules about {@code instance} have to say. */
    void say(String instance, List<Scale.Word> words, Round round) {
        for (Scale.Word word : words) {
            AlertRule rule = word.rule();
            Alert alert = new Alert(
                    nextId(),
                    rule.name(),
                    instance,
                    rule.severity(),
                    word.state(),
                    word.text(),
                    word.numbers(),
                    time.instant(),
                    word.suppressed(),
                    false);
            history.add(alert, round.now());
            dispatch.offer(alert, rule.channels());
            round.tell(alert);
        }
    }

    /** Sets on their way what a round has put on routes, and announces it. */
    void tell(List<Alert> told) {
        dispatch.start();
        for (Alert alert : told) {
            news.emit(new AlertRaised(
                    alert.instance(),
                    alert.rule(),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.state().name().toLowerCase(Locale.ROOT),
                    alert.message()));
        }
    }

    /** A message to see whether it arrives. */
    Alert test(Severity severity) {
        return new Alert(
                nextId(),
                "test",
                Alerts.PROCESS,
                severity,
                Alert.State.FIRING,
                "this is a test; nothing is wrong",
                Map.of(),
                time.instant(),
                0,
                true);
    }

    private String nextId() {
        messages++;
        return origin + "-" + messages;
    }

    History history() {
        return history;
    }
}
