package dev.flyball.runtime.config;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Looks at files every so often and has them read again once they have changed and then stayed the same for half a
 * second, so that a file half written is not read. Bytes that were read once are not read again, good or bad, until they
 * change. Polls rather than watches: a watch misses files that are replaced by way of a symbolic link.
 *
 * <p>All fields but {@code stopped} are used by the worker alone, one run after the other.
 */
final class FilePoll {

    private static final long SETTLE = TimeUnit.MILLISECONDS.toNanos(500);

    private final long interval;
    private final Clock clock;
    private final Alarm alarm;
    private final Executor worker;
    private final Supplier<FileSet> reload;
    private FileSet files;
    private String read;
    private String candidate = "";
    private volatile boolean stopped;

    /**
     * @param interval nanoseconds between two looks; 0 never looks
     * @param files those read last
     * @param reload reads again and answers with what it read
     */
    FilePoll(long interval, FileSet files, Clock clock, Alarm alarm, Executor worker, Supplier<FileSet> reload) {
        this.interval = interval;
        this.files = files;
        this.read = files.fingerprint();
        this.clock = clock;
        this.alarm = alarm;
        this.worker = worker;
        this.reload = reload;
    }

    void start() {
        if (interval > 0) {
            lookIn(interval);
        }
    }

    void stop() {
        stopped = true;
    }

    private void lookIn(long nanos) {
        alarm.at(clock.nanos() + nanos, () -> {
            if (!stopped) {
                worker.execute(this::look);
            }
        });
    }

    private void look() {
        long next = interval;
        try {
            next = settled() ? interval : SETTLE;
        } catch (RuntimeException | StackOverflowError bug) {
            LoggerFactory.getLogger("dev.flyball.config")
                    .error("[config-reload] reading the configuration again failed; the old one stays in force", bug);
        } finally {
            lookIn(next);
        }
    }

    /** Whether there is nothing to wait for: the bytes are those read last, or were stable and are read now. */
    private boolean settled() {
        String now = files.fingerprintNow();
        if (now.equals(read)) {
            candidate = "";
            return true;
        }
        if (!now.equals(candidate)) {
            candidate = now;
            return false;
        }
        candidate = "";
        read = now;
        files = reload.get();
        read = files.fingerprint();
        return true;
    }
}
