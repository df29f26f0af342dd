package dev.flyball.sample.fault;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TouchyServerTest {

    private long now = -50;
    private final TouchyServer server = new TouchyServer(2, ofMillis(100), ofMillis(300), () -> now);

    @Test
    void allowsSoManyInAnySpan() {
        serves();
        after(60).serves();
        after(40).serves();
        assertThat(server.bans()).isZero();
    }

    @Test
    void oneTooManyBeginsABan() {
        serves();
        serves();
        turnsAway("403: banned for too many requests");
        after(299).turnsAway("403: still banned, since you keep asking");
        assertThat(server.bans()).isEqualTo(1);
        assertThat(server.refused()).isEqualTo(2);
    }

    @Test
    void askingDuringABanStartsItAnew() {
        serves();
        serves();
        turnsAway("403: banned for too many requests");
        after(200).turnsAway("403: still banned, since you keep asking");
        after(200).turnsAway("403: still banned, since you keep asking");
        after(300).serves();
        assertThat(server.bans()).isEqualTo(1);
    }

    private TouchyServerTest after(long millis) {
        now += ofMillis(millis).toNanos();
        return this;
    }

    private void serves() {
        assertThatCode(server::request).doesNotThrowAnyException();
    }

    private void turnsAway(String message) {
        assertThatThrownBy(server::request).hasMessage(message);
    }
}
