package dev.flyball.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flyball.runtime.observe.Event.BreakerTransition;
import dev.flyball.runtime.observe.Event.ConfigChanged;
import dev.flyball.runtime.observe.Event.KeysOverflowed;
import dev.flyball.runtime.observe.Event.LevelChanged;
import dev.flyball.runtime.observe.Event.LimitChanged;
import dev.flyball.runtime.observe.Event.Rejected;
import dev.flyball.runtime.observe.Event.RunCutShort;
import dev.flyball.runtime.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;

class EventLogTest {

    private final ManualClock clock = new ManualClock();
    private final Lines lines = new Lines();
    private final EventLog log = new EventLog(() -> lines, clock);

    private void refuse(String name) {
        log.emit(new Rejected(name, "rate-limited", "limit", "Desk.place"));
    }

    @Test
    void aRefusalIsToldOncePerInstanceAndMinuteWithTheNumberLeftOut() {
        refuse("payments");
        refuse("payments");
        refuse("payments");
        refuse("search");
        clock.advance(Duration.ofSeconds(59));
        refuse("payments");
        clock.advance(Duration.ofSeconds(1));
        refuse("payments");
        assertThat(lines.written)
                .containsExactly(
                        "WARN [refused] Desk.place was refused by rate-limited \"payments\": limit",
                        "WARN [refused] Desk.place was refused by rate-limited \"search\": limit",
                        "WARN [refused] Desk.place was refused by rate-limited \"payments\": limit (and 3 more since the"
                                + " last such line)");
    }

    @Test
    void aBreakersEdgesAreTold() {
        log.emit(new BreakerTransition("stock", "closed", "open", "auto"));
        log.emit(new BreakerTransition("stock", "open", "half_open", "auto"));
        assertThat(lines.written)
                .containsExactly(
                        "WARN [breaker] circuit breaker \"stock\" went from closed to open (auto)",
                        "INFO [breaker] circuit breaker \"stock\" went from open to half_open (auto)");
    }

    @Test
    void aChangeOfPressureIsTold() {
        log.emit(new LevelChanged("process", "NORMAL", "HIGH", 0.784, "bulkhead.stock: 3 of 4 waiting"));
        log.emit(new LevelChanged("process", "ELEVATED", "NORMAL", 0.5, "bulkhead.stock: 1 of 8 in use"));
        assertThat(lines.written)
                .containsExactly(
                        "WARN [pressure] process went from NORMAL to HIGH at 78 %: bulkhead.stock: 3 of 4 waiting",
                        "INFO [pressure] process went from ELEVATED to NORMAL at 50 %: bulkhead.stock: 1 of 8 in use");
    }

    @Test
    void keysWithoutRoomAreTold() {
        log.emit(new KeysOverflowed("tenants", "rate-limited", 100));
        assertThat(lines.written)
                .containsExactly("WARN [keys-overflowed] rate-limited \"tenants\" has room for 100 keys and all owe:"
                        + " further keys share one limit; raise maxKeys");
    }

    @Test
    void aRunThatWasCutShortIsTold() {
        log.emit(new RunCutShort("quotes", "timeout", "the timeout of PT2S passed", 3));
        assertThat(lines.written)
                .containsExactly(
                        "WARN [run-cut-short] a run of the branches \"quotes\" was cut short (timeout): the timeout"
                                + " of PT2S passed, with 3 of them unfinished");
    }

    @Test
    void aLimitThatMovesIsToldOnceAMinute() {
        log.emit(new LimitChanged("search", 20, 19, "p50 20.2ms, 10ms without load"));
        log.emit(new LimitChanged("search", 19, 18, "p50 19.1ms, 10ms without load"));
        assertThat(lines.written)
                .containsExactly("INFO [limit] adaptive limit \"search\" went from 20 to 19: p50 20.2ms, 10ms without"
                        + " load");
    }

    @Test
    void everyChangeOfConfigurationIsTold() {
        log.emit(new ConfigChanged("configuration", List.of("a = 1, was 2", "b = 3, was 4")));
        log.emit(new ConfigChanged("configuration", List.of("a = 2, was 1")));
        assertThat(lines.written)
                .containsExactly(
                        "INFO [config-changed] a = 1, was 2\n  b = 3, was 4", "INFO [config-changed] a = 2, was 1");
    }

    @Test
    void aGateThatFailedOpenIsToldAndCounted() {
        InternalErrors errors = new InternalErrors(log);
        errors.failedOpen("Desk.place", new IllegalStateException("bug"));
        errors.failedOpen("Desk.place", new IllegalStateException("bug"));
        assertThat(errors.count()).isEqualTo(2);
        assertThat(lines.written)
                .containsExactly("WARN [failed-open] governing Desk.place failed; the call went on ungoverned");
    }

    @Test
    void twoSinksHearInTurn() {
        List<String> heard = new ArrayList<>();
        EventSink first = event -> heard.add("first");
        first.and(event -> heard.add("second")).emit(new Rejected("a", "bulkhead", "full", "Desk.place"));
        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void aLoggerThatThrowsIsNobodysProblem() {
        lines.broken = true;
        assertThatCode(() -> refuse("payments")).doesNotThrowAnyException();
    }

    /** A logger that keeps its lines. */
    private static final class Lines extends AbstractLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> written = new ArrayList<>();
        private boolean broken;

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable cause) {
            if (broken) {
                throw new IllegalStateException("disk full");
            }
            written.add(level + " " + message.substring(message.indexOf('[')));
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
