package dev.flyball.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatTest {

    private final Seat seat = new Seat();

    @Test
    void anInterruptDoesNotOutliveTheWork() {
        assertThat(seat.sit()).isTrue();
        seat.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        seat.rise();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(seat.wasInterrupted()).isTrue();
    }

    @Test
    void whoHasLeftIsNotInterrupted() {
        assertThat(seat.sit()).isTrue();
        seat.rise();
        seat.interrupt();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whoWasToldToStopDoesNotBegin() {
        seat.interrupt();
        assertThat(seat.sit()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptOfSomebodyElseIsKept() {
        assertThat(seat.sit()).isTrue();
        Thread.currentThread().interrupt();
        seat.rise();
        assertThat(Thread.interrupted()).isTrue();
    }
}
