package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flyball.runtime.breaker.CircuitOpenException;
import dev.flyball.runtime.concurrency.BulkheadFullException;
import dev.flyball.runtime.rate.RateLimitedException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A site driven by a wrapper of exactly the generated shape. */
class WrapperProtocolTest {

    private final Bench bench = new Bench();

    /** What a user wrote. */
    static class Desk {
        final Queue<Exception> failures = new ArrayDeque<>();
        int ran;

        String place(String order) throws IOException {
            ran++;
            Exception failure = failures.poll();
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            return "placed " + order;
        }

        String queue(String order, Throwable cause) {
            return "queued " + order + " because of " + cause.getMessage();
        }
    }

    /** What the processor makes of it. */
    static final class Governed extends Desk {
        private final Site site;

        Governed(Site site) {
            this.site = site;
        }

        @Override
        String place(String order) throws IOException {
            Object ticket = site.enter(this);
            if (ticket instanceof Skip) {
                return site.exit(ticket, null);
            }
            String result = null;
            do {
                try {
                    result = super.place(order);
                } catch (Throwable failure) {
                    if (site.rethrows(ticket, failure)) {
                        throw failure;
                    }
                }
            } while (site.repeats(ticket));
            return site.exit(ticket, result);
        }
    }

    /** The same with a fallback. */
    static final class Rescued extends Desk {
        private final Site site;

        Rescued(Site site) {
            this.site = site;
        }

        @Override
        String place(String order) throws IOException {
            Object ticket = site.enter(this);
            if (ticket instanceof Skip) {
                return site.exit(ticket, null, cause -> queue(order, cause));
            }
            String result = null;
            do {
                try {
                    result = super.place(order);
                } catch (Throwable failure) {
                    if (site.rethrows(ticket, failure, cause -> queue(order, cause))) {
                        throw failure;
                    }
                }
            } while (site.repeats(ticket));
            return site.exit(ticket, result, cause -> queue(order, cause));
        }
    }

    private static Desk governed(Installation site) {
        return new Governed(site.site());
    }

    private static Desk rescued(Installation site) {
        return new Rescued(site.site());
    }

    @Test
    void anAdmittedCallReturnsWhatTheBodyReturns() throws IOException {
        assertThat(governed(bench.site(Desk.class, "", Bench.bulkhead(1))).place("tea"))
                .isEqualTo("placed tea");
    }

    @Test
    void aPlaceIsGivenBackHoweverTheBodyEnds() throws IOException {
        Desk desk = governed(bench.site(Desk.class, "", Bench.bulkhead(1)));
        desk.failures.add(new IOException("no paper"));
        assertThatThrownBy(() -> desk.place("tea")).hasMessage("no paper");
        desk.failures.add(new IllegalStateException("no ink"));
        assertThatThrownBy(() -> desk.place("tea")).hasMessage("no ink");

        assertThat(desk.place("tea")).isEqualTo("placed tea");
    }

    @Test
    void aRefusedBodyDoesNotRunAndTheRefusalSaysWhoAndHowLong() throws IOException {
        Desk desk = governed(bench.site(Desk.class, "", Bench.rate(1, "0s")));
        desk.place("tea");

        assertThatThrownBy(() -> desk.place("milk"))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("Desk.place");
        assertThat(desk.ran).isEqualTo(1);
    }

    @Test
    void anInnerCallIsGovernedAsWell() throws IOException {
        Site site = bench.site(Desk.class, "", Bench.bulkhead(1)).site();
        Desk inner = new Governed(site);
        Object outer = site.enter(inner);

        assertThatThrownBy(() -> inner.place("tea")).isInstanceOf(BulkheadFullException.class);
        site.exit(outer, null);
        assertThat(inner.place("tea")).isEqualTo("placed tea");
    }

    @Test
    void aFailedCallIsRepeatedAfterItsDelay() throws Exception {
        Desk desk = governed(bench.site(Desk.class, "", Bench.retry(3, "100ms"), Bench.bulkhead(1)));
        desk.failures.add(new IOException("first"));
        desk.failures.add(new IOException("second"));

        assertThat(desk.place("tea")).isEqualTo("placed tea");
        assertThat(desk.ran).isEqualTo(3);
    }

    @Test
    void theLastFailureFliesWithTheEarlierOnesSuppressed() throws Exception {
        Desk desk = governed(bench.site(Desk.class, "", Bench.retry(2, "100ms")));
        IOException last = new IOException("second");
        desk.failures.add(new IOException("first"));
        desk.failures.add(last);

        assertThatThrownBy(() -> desk.place("tea")).isSameAs(last);
        assertThat(last.getSuppressed()).extracting(Throwable::getMessage).containsExactly("first");
    }

    @Test
    void aFailureThatIsThrownAgainAndAgainIsSuppressedOnce() throws Exception {
        Desk desk = governed(bench.site(Desk.class, "", Bench.retry(3, "100ms")));
        IOException always = new IOException("always the same");
        IOException last = new IOException("another");
        desk.failures.addAll(List.of(always, always, last));

        assertThatThrownBy(() -> desk.place("tea")).isSameAs(last);
        assertThat(last.getSuppressed()).containsExactly(always);
    }

    @Test
    void anAttemptThatIsRefusedEndsTheCallWithTheRefusal() throws Exception {
        Desk desk = governed(bench.site(Desk.class, "", Bench.retry(3, "1ms"), Bench.breaker(1)));
        desk.failures.add(new IOException("first"));

        assertThatThrownBy(() -> desk.place("tea")).isInstanceOf(CircuitOpenException.class);
        assertThat(desk.ran).isEqualTo(1);
    }

    @Test
    void aFallbackAnswersForARefusal() throws IOException {
        Desk desk = rescued(bench.site(Desk.class, "queue", Bench.rate(1, "0s")));
        desk.place("tea");

        assertThat(desk.place("milk")).startsWith("queued milk because of [rate-limited]");
    }

    @Test
    void aFallbackAnswersForAFailureOnceRetriesAreSpent() throws Exception {
        Desk desk = rescued(bench.site(Desk.class, "queue", Bench.retry(2, "1ms")));
        desk.failures.addAll(List.of(new IOException("first"), new IOException("second")));

        assertThat(desk.place("tea")).isEqualTo("queued tea because of second");
        assertThat(desk.ran).isEqualTo(2);
    }

    @Test
    void aRetiredSiteLetsEveryCallThrough() throws IOException {
        Installation site = bench.site(Desk.class, "", Bench.rate(1, "0s"));
        site.disarm();
        Desk desk = governed(site);
        desk.place("tea");

        assertThat(desk.place("milk")).isEqualTo("placed milk");
    }

    @Test
    void aWovenSiteLetsTheWrapperPassThrough() throws IOException {
        Installation site = bench.site(Desk.class, "", Bench.rate(1, "0s"));
        site.weave(pipeline -> MethodHandles.empty(MethodType.methodType(Object.class)));
        Desk desk = governed(site);
        desk.place("tea");

        assertThat(desk.place("milk")).isEqualTo("placed milk");
    }
}
