package dev.flyball.runtime.pool;

import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The threads that tasks run on unless their caller gives others: a new virtual thread each where the JVM has them, else
 * a pool of daemon threads that is shared by the program and made by its first user.
 */
final class Threads {

    /** Widest that the shared pool gets; beyond that the threads that join do the work. */
    static final int WIDTH = 256;

    /**
     * Threads that are asked for at a time: no more could come at once. Who comes asks for the next. Two even where there
     * is one processor, as a group may count its caller among them.
     */
    static final int AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final String NAME = "flyball-task-";

    private Threads() {}

    /** What runs tasks: the caller's choice, or the shared threads. */
    static Executor of(@Nullable Executor chosen) {
        return chosen == null ? Threads::inContext : chosen;
    }

    /** Runs the task on a shared thread, with the context class loader of the thread that asks. */
    private static void inContext(Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Shared.EXECUTOR.execute(() -> {
            Thread here = Thread.currentThread();
            here.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                here.setContextClassLoader(null);
            }
        });
    }

    /** Asks for a thread; false if there is none to be had. */
    static boolean start(Executor executor, Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError none) { // the latter: no native thread
            return false;
        }
    }

    /** Whether the shared threads are so few that all of them may come to wait for tasks. */
    static boolean areFew() {
        return Shared.EXECUTOR instanceof ThreadPoolExecutor;
    }

    /** The alarm of those who name none; its thread starts with the first deadline. */
    static Alarm alarm() {
        return Rings.ALARM;
    }

    private static Executor make() {
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
            try {
                return virtual();
            } catch (Throwable none) { // a JVM without them, whatever its number says
                return pool(WIDTH);
            }
        }
        return pool(WIDTH);
    }

    /** {@code Thread.ofVirtual().name("flyball-task-", 0).inheritInheritableThreadLocals(false).factory()} */
    private static Executor virtual() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle make = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
        MethodHandle name =
                lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
        MethodHandle inherit = lookup.findVirtual(
                builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
        MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        Object built = inherit.invoke(name.invoke(make.invoke(), NAME, 0L), false);
        ThreadFactory threads = (ThreadFactory) factory.invoke(built);
        return task -> threads.newThread(task).start();
    }

    /** Starts a thread only if none is idle, and queues tasks only once there are {@code width}. */
    static Executor pool(int width) {
        AtomicLong number = new AtomicLong();
        IdleFirst queue = new IdleFirst();
        return new ThreadPoolExecutor(
                0,
                width,
                30,
                TimeUnit.SECONDS,
                queue,
                task -> daemon(task, number.getAndIncrement()),
                (task, pool) -> queue.put(task));
    }

    /** No inherited thread-locals and no context loader: this thread must not keep an application alive. */
    private static Thread daemon(Runnable task, long number) {
        Thread thread = new Thread(null, task, NAME + number, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Takes a task only if a thread waits for one; else the pool makes a thread, or puts the task here after all. */
    private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    private static final class Shared {
        static final Executor EXECUTOR = make();
    }

    private static final class Rings {
        static final Alarm ALARM = new AlarmThread(Clock.system());
    }
}
