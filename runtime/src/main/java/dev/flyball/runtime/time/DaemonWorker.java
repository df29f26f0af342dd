package dev.flyball.runtime.time;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread for work that may take its time, one piece after the other, apart from the alarm's, which must never
 * wait for a disk. It ends after half a minute without work, and comes again with the next. Thread-safe.
 */
public final class DaemonWorker implements Executor {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /** @param name the thread's */
    public DaemonWorker(String name) {
        threads = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, name));
        threads.allowCoreThreadTimeOut(true);
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
