package dev.flyball.runtime.alert;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts, and tries again where that may help: after no answer, 408, 429 and 5xx. Pauses are random between nothing
 * and 1, 2, 4, 8 s, or what the server asks for with 429 and 503. A redirect and any other refusal is final.
 *
 * <p>{@code pause}: written by whoever starts one, before it reads {@code closed}; {@link #close} writes {@code closed}
 * before it reads {@code pause}. One of the two sees the other, and a pause ends once.
 */
final class WebhookCarrier implements Carrier {

    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final WebhookSpec spec;
    private final Poster poster;
    private final Clock clock;
    private final Alarm alarm;
    private final RandomSource random;
    private final InstantSource time;
    private final String source;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<Boolean> pause;

    /** @param source which process says so */
    WebhookCarrier(
            WebhookSpec spec,
            Poster poster,
            Clock clock,
            Alarm alarm,
            RandomSource random,
            InstantSource time,
            String source) {
        this.spec = spec;
        this.poster = poster;
        this.clock = clock;
        this.alarm = alarm;
        this.random = random;
        this.time = time;
        this.source = source;
    }

    @Override
    public CompletionStage<ChannelOutcome> carry(Alert alert, boolean once) {
        Delivery delivery = new Delivery(alert, once ? 1 : spec.tries());
        delivery.attempt(1);
        return delivery.done;
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<Boolean> current = pause;
        if (current != null) {
            current.complete(false);
        }
    }

    private final class Delivery {
        private final CompletableFuture<ChannelOutcome> done = new CompletableFuture<>();
        private final String id;
        private final byte[] body;
        private final int tries;

        Delivery(Alert alert, int tries) {
            this.id = alert.id();
            this.body = Json.of(alert, source).getBytes(StandardCharsets.UTF_8);
            this.tries = tries;
        }

        void attempt(int number) {
            try {
                poster.post(body, headers()).whenComplete((answer, failure) -> {
                    try {
                        if (answer == null) {
                            again(number, complaint(failure), null);
                        } else {
                            judge(number, answer);
                        }
                    } catch (RuntimeException broken) {
                        end(false, String.valueOf(broken), "");
                    }
                });
            } catch (RuntimeException broken) {
                end(false, String.valueOf(broken), "");
            }
        }

        /** The time is that of the try, so that a receiver may refuse what is old. */
        private Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json; charset=utf-8");
            headers.put("User-Agent", "flyball");
            headers.put("Flyball-Id", id);
            String secret = spec.secret();
            if (secret != null) {
                String timestamp = Long.toString(time.instant().getEpochSecond());
                headers.put("Flyball-Timestamp", timestamp);
                headers.put("Flyball-Signature", Signature.of(secret, timestamp, body));
            }
            return headers;
        }

        private void judge(int number, Poster.Answer answer) {
            int status = answer.status();
            String said = "HTTP " + status;
            if (status >= 200 && status < 300) {
                end(true, said + after(number), "");
            } else if (status == 429 || status == 503) {
                again(number, said, RetryAfter.read(answer.retryAfter(), time.instant()));
            } else if (status == 408 || status >= 500) {
                again(number, said, null);
            } else if (status >= 300 && status < 400) {
                end(false, said, "; a redirect is not followed: give the address that it leads to");
            } else {
                end(false, said, "");
            }
        }

        private void again(int number, String complaint, @Nullable Duration asked) {
            if (number >= tries) {
                end(false, complaint + after(number), "");
                return;
            }
            long limit = FIRST_PAUSE << (number - 1);
            long nanos = asked != null ? asked.toNanos() : (long) (limit * random.next());
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            pause = over;
            if (closed) {
                over.complete(false);
            }
            Alarm.Pending pending = alarm.at(clock.nanos() + nanos, () -> over.complete(true));
            var unused = over.thenAccept(goOn -> {
                pending.cancel();
                if (goOn) {
                    attempt(number + 1);
                } else {
                    end(false, complaint + after(number), "; nothing is tried again while closing");
                }
            });
        }

        private void end(boolean delivered, String said, String more) {
            String full = said + " from " + spec.place() + more;
            done.complete(
                    delivered
                            ? ChannelOutcome.delivered(AlertSpec.WEBHOOK, full)
                            : ChannelOutcome.failed(AlertSpec.WEBHOOK, full));
        }
    }

    private static String after(int number) {
        return number == 1 ? "" : " after " + number + " tries";
    }

    private static String complaint(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause == null ? "no answer" : "no answer (" + cause + ")";
    }
}
