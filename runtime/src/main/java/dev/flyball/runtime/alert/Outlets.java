package dev.flyball.runtime.alert;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * The threads on which alerts travel, and how each channel is reached.
 *
 * @param executor runs one task at a time, in order; everything but callbacks and HTTP
 * @param callbacks makes threads for what programs hand in
 * @param warn tells of a misuse; called under a lock
 * @param end ends the threads
 */
record Outlets(
        Executor executor,
        ThreadFactory callbacks,
        AlertChannel log,
        AlertChannel stdout,
        Function<WebhookSpec, Carrier> webhook,
        Consumer<String> warn,
        Runnable end) {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(10);

    /** Those of a running program. No thread is started before there is something for it to do. */
    static Outlets standard(Clock clock, Alarm alarm, RandomSource random, InstantSource time) {
        ThreadPoolExecutor delivery = oneThread("flyball-alerts");
        ThreadPoolExecutor http = oneThread("flyball-alerts-http");
        Consumer<String> warn = message -> warnOn(delivery, message);
        return new Outlets(
                delivery,
                work -> daemon(work, "flyball-alerts-callback"),
                new LogChannel(() -> LoggerFactory.getLogger("flyball.alert")),
                new StdoutChannel(() -> System.out, Terminal.system().colour()),
                spec -> present("java.net.http.HttpClient")
                        ? new WebhookCarrier(spec, new HttpPoster(spec, http), clock, alarm, random, time, source())
                        : absent(warn),
                warn,
                () -> {
                    delivery.shutdown();
                    http.shutdown();
                });
    }

    /** On another thread: who warns holds a lock, and an appender may be governed, and fail, and be an event itself. */
    private static void warnOn(Executor executor, String message) {
        try {
            executor.execute(() -> LoggerFactory.getLogger("dev.flyball").warn(message));
        } catch (RejectedExecutionException closed) {
            // whoever has closed does not wait for warnings
        }
    }

    /** One thread, started by the first task, gone after 10 s without any. */
    private static ThreadPoolExecutor oneThread(String name) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, IDLE, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, name));
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Looked up by name, so that nothing here needs the module. */
    static boolean present(String type) {
        try {
            Class.forName(type, false, Outlets.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    static Carrier absent(Consumer<String> warn) {
        warn.accept(
                "[alert-webhook-absent] alerts: the channel webhook is off, since the module java.net.http is not in"
                        + " this program; start it with --add-modules java.net.http");
        return (alert, once) -> CompletableFuture.completedFuture(
                ChannelOutcome.failed(AlertSpec.WEBHOOK, "the module java.net.http is not in this program"));
    }

    /** The machine, as containers and shells name it, and the process. */
    private static String source() {
        String host = System.getenv("HOSTNAME");
        long process = ProcessHandle.current().pid();
        return host == null || host.isEmpty() ? Long.toString(process) : host + "/" + process;
    }
}
