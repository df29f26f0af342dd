package dev.flyball.runtime.call;

import static dev.flyball.runtime.call.Overload.USUAL;
import static dev.flyball.runtime.call.Overload.Verdict.ABANDONED;
import static dev.flyball.runtime.call.Overload.Verdict.FAILED;
import static dev.flyball.runtime.call.Overload.Verdict.OVERLOADED;
import static dev.flyball.runtime.call.Overload.Verdict.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadTest {

    /** As clients of databases, queues and servers have them, each with its own. */
    private static class ReadTimeoutException extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    private static final class SlowReplicaException extends ReadTimeoutException {
        private static final long serialVersionUID = 1L;
    }

    private static final class CallTimedOutException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Full extends RefusedException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("full", "Shop.buy", "shop", UNKNOWN);
        }
    }

    @Test
    void aTimeoutMeansTooMuchWhoeverNamedIt() {
        assertThat(USUAL.of(new TimeoutException())).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new SocketTimeoutException())).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new ReadTimeoutException())).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new SlowReplicaException())).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new CallTimedOutException())).isEqualTo(OVERLOADED);
    }

    @Test
    void aFullExecutorAndAFullHeapMeanTooMuch() {
        assertThat(USUAL.of(new RejectedExecutionException())).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new OutOfMemoryError())).isEqualTo(OVERLOADED);
    }

    @Test
    void aRefusalFromWithinIsNoOverloadAlthoughItIsARejection() {
        assertThat(USUAL.of(new Full())).isEqualTo(REFUSED);
        assertThat(USUAL.of(new ExecutionException(new Full()))).isEqualTo(REFUSED);
    }

    @Test
    void aCancelledOrInterruptedCallSaysNothing() {
        assertThat(USUAL.of(new CancellationException())).isEqualTo(ABANDONED);
        assertThat(USUAL.of(new InterruptedException())).isEqualTo(ABANDONED);
        assertThat(USUAL.of(new InterruptedIOException())).isEqualTo(ABANDONED);
        assertThat(USUAL.of(new ClosedByInterruptException())).isEqualTo(ABANDONED);
    }

    @Test
    void otherFailuresSayOnlyThatTheyFailed() {
        assertThat(USUAL.of(new IllegalArgumentException())).isEqualTo(FAILED);
        assertThat(USUAL.of(new ConnectException("refused"))).isEqualTo(FAILED);
        assertThat(USUAL.of(new StackOverflowError())).isEqualTo(FAILED);
    }

    @Test
    void theOutermostCauseThatSaysSomethingDecides() {
        Throwable slow = new IllegalStateException("no prices", new UncheckedIOException(new SocketTimeoutException()));
        assertThat(USUAL.of(slow)).isEqualTo(OVERLOADED);
        assertThat(USUAL.of(new CancellationException().initCause(slow))).isEqualTo(ABANDONED);
    }

    @Test
    void aLoopOfCausesEnds() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);
        assertThat(USUAL.of(one)).isEqualTo(FAILED);
    }

    @Test
    void whatTheUserNamesCountsToo() {
        Overload busy = new Overload(
                failure -> failure instanceof ConnectException || failure instanceof InterruptedIOException);
        assertThat(busy.of(new UncheckedIOException(new ConnectException()))).isEqualTo(OVERLOADED);
        assertThat(busy.of(new InterruptedIOException())).isEqualTo(OVERLOADED);
        assertThat(busy.of(new IOException())).isEqualTo(FAILED);
    }

    /** A cancellation is an IllegalStateException, and a refusal a RejectedExecutionException. */
    @Test
    void aBroadTypeMeansNeitherCancellationsNorRefusals() {
        Overload broad = new Overload(RuntimeException.class::isInstance);
        assertThat(broad.of(new IllegalStateException())).isEqualTo(OVERLOADED);
        assertThat(broad.of(new CancellationException())).isEqualTo(ABANDONED);
        assertThat(broad.of(new Full())).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, CancellationException.class})
    void aPredicateThatThrowsHasNotSaidYes(Class<? extends Exception> type) throws ReflectiveOperationException {
        Overload broken = new Overload(failure -> {
            throw new AssertionError("not your business");
        });
        Exception failure = type.getConstructor().newInstance();
        assertThat(broken.of(failure)).isEqualTo(USUAL.of(failure));
    }
}
