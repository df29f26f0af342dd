package dev.flyball.benchmarks.peer;

import dev.flyball.benchmarks.work.Limits;
import dev.flyball.benchmarks.work.Subject;
import dev.flyball.benchmarks.work.Work;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;

/** The JDK's semaphore around the body: a bulkhead without names, numbers or a limit that can shrink. */
public class JdkSemaphore extends Subject {

    private final Semaphore places = new Semaphore(Limits.PLACES);

    @Benchmark
    public int bulkhead() {
        if (!places.tryAcquire()) {
            throw new IllegalStateException("full");
        }
        try {
            return Work.of(x);
        } finally {
            places.release();
        }
    }
}
