package dev.flyball.runtime.config;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that reads files, apart from the alarm's, which must never wait for a disk. */
final class ConfigWorker implements Executor {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    ConfigWorker() {
        threads = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ConfigWorker::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "flyball-config", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
