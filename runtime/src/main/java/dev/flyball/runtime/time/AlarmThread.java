package dev.flyball.runtime.time;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The alarm of a running program: one daemon thread, started by the first request. */
public final class AlarmThread implements Alarm {

    private final Clock clock;
    private final ScheduledThreadPoolExecutor scheduler;

    public AlarmThread(Clock clock) {
        this.clock = clock;
        this.scheduler = new ScheduledThreadPoolExecutor(1, AlarmThread::daemon);
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "flyball-alarm", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    public Pending at(long deadline, Runnable task) {
        ScheduledFuture<?> future = scheduler.schedule(task, deadline - clock.nanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
