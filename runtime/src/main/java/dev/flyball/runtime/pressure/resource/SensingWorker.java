package dev.flyball.runtime.pressure.resource;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that reads files which may hang, apart from the alarm's; it ends when nothing is sensed any more. */
final class SensingWorker implements Executor {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    SensingWorker() {
        threads = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SensingWorker::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "flyball-pressure", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }
}
