package dev.flyball.runtime.pressure.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small file of the kernel's that is kept open, since opening it costs more than reading it. One that cannot be read is
 * tried again after 10 s. Used by one thread at a time.
 */
final class KeptFile {

    private static final long AGAIN = TimeUnit.SECONDS.toNanos(10);

    private final Path path;
    private @Nullable FileChannel open;
    private boolean failed;
    private long failedAt;

    KeptFile(Path path) {
        this.path = path;
    }

    /** Whether it could not be read when last tried. */
    boolean failed() {
        return failed;
    }

    /** Puts what it holds now into {@code text}; false if it cannot be read. */
    boolean read(Text text, long now) {
        if (failed && now - failedAt < AGAIN) {
            return false;
        }
        try {
            FileChannel file = open;
            if (file == null) {
                file = FileChannel.open(path, StandardOpenOption.READ);
                open = file;
            }
            text.read(file);
            failed = false;
            return true;
        } catch (IOException | RuntimeException gone) {
            close();
            failed = true;
            failedAt = now;
            return false;
        }
    }

    void close() {
        FileChannel file = open;
        open = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException already) {
                return; // it is gone
            }
        }
    }
}
