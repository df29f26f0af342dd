package dev.flyball.sample.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Somebody else's server with a fair-use rule: so many requests in any span of time. Who exceeds it is banned for a
 * while, and every request during a ban starts the ban anew. Thread-safe.
 */
public final class TouchyServer {

    private final int allowed;
    private final long spanNanos;
    private final long banNanos;
    private final LongSupplier nanoClock;
    private final Deque<Long> recent = new ArrayDeque<>();
    private boolean banned;
    private long banUntil;
    private int bans;
    private int refused;

    /** Allows {@code allowed} requests in any {@code span}. */
    public TouchyServer(int allowed, Duration span, Duration ban, LongSupplier nanoClock) {
        this.allowed = allowed;
        this.spanNanos = span.toNanos();
        this.banNanos = ban.toNanos();
        this.nanoClock = nanoClock;
    }

    /** One request. */
    public synchronized void request() throws IOException {
        long now = nanoClock.getAsLong();
        while (!recent.isEmpty() && now - recent.peekFirst() >= spanNanos) {
            recent.removeFirst();
        }
        if (banned && now - banUntil < 0) {
            banUntil = now + banNanos;
            refused++;
            throw new IOException("403: still banned, since you keep asking");
        }
        banned = recent.size() >= allowed;
        if (banned) {
            bans++;
            refused++;
            banUntil = now + banNanos;
            throw new IOException("403: banned for too many requests");
        }
        recent.addLast(now);
    }

    /** How often a ban began. */
    public synchronized int bans() {
        return bans;
    }

    /** How many requests were turned away. */
    public synchronized int refused() {
        return refused;
    }
}
