package com.acme;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls everything and prints a line for each: {@code plain} the class as written, {@code wrapped} its wrapper. */
public class DeadlinesProgram {

    interface Call {
        Object run() throws Throwable;
    }

    static final IOException CHECKED = new FileNotFoundException("checked");

    private static Deadlines deadlines;

    private static Deadlines make(boolean wrapped) throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("com.acme.Deadlines" + (wrapped ? "_Governed" : "")).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Deadlines) constructor.newInstance();
    }

    private static String show(Call call) {
        try {
            return String.valueOf(call.run());
        } catch (Throwable failure) {
            return name(failure);
        }
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }

    /** One line: what each of these calls came to, and whether an interrupt was left behind. */
    private static void line(String name, Call... calls) {
        StringBuilder line = new StringBuilder(name).append(':');
        for (Call call : calls) {
            line.append(' ').append(show(call));
        }
        System.out.println(line.append(Thread.interrupted() ? " INTERRUPTED" : ""));
    }

    private static Object ended(CompletionStage<?> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return "failed-by-" + name(failed.getCause());
        } catch (CancellationException cancelled) {
            return "cancelled";
        } catch (Exception other) {
            return "hangs-" + name(other);
        }
    }

    /** The level that the command line forces is in force once something has looked. */
    static void awaitPressure(Callable<Boolean> degraded) throws Exception {
        for (int i = 0; i < 500 && !degraded.call(); i++) {
            Thread.sleep(20);
        }
    }

    public static void main(String[] arguments) throws Exception {
        deadlines = make(arguments[0].equals("wrapped"));
        if (arguments.length > 1) {
            memory();
            return;
        }
        inTime();
        tooLate();
        later();
        pressed();
        byTime();
    }

    private static void inTime() {
        line("in-time", deadlines::inTime, deadlines::fraction, () -> {
            deadlines.nothing();
            return "void";
        });
        line("identical", () -> {
            try {
                return deadlines.fails(CHECKED);
            } catch (IOException same) {
                return same == CHECKED && same.getSuppressed().length == 0;
            }
        });
        line("error", () -> deadlines.fails(new AssertionError()));
    }

    private static void tooLate() throws InterruptedException {
        line("too-late", deadlines::sleeps, () -> deadlines.interrupted);
        line("too-late-void", () -> {
            deadlines.sleepsForNothing();
            return "ok";
        });
        line("too-late-primitive", deadlines::sleepsForAnInt, deadlines::sleepsForATruth);
        line("stubborn", () -> {
            deadlines.interrupted = false;
            return deadlines.ignoresTheInterrupt();
        }, () -> deadlines.interrupted);
        line("spared", () -> {
            deadlines.interrupted = false;
            return deadlines.isNotInterrupted();
        }, () -> deadlines.interrupted);
        line("fails-when-interrupted", deadlines::failsWhenInterrupted);
        line("own-interrupt", () -> {
            Thread.currentThread().interrupt();
            return deadlines.sleeps();
        });
        line("fallback", () -> deadlines.replaced("order"));
        line("nested", deadlines::outer, deadlines::outerIsShorter);
        tried(1); // what is in a wrapper's retry while its body first links would be admitted twice
        line("tried", () -> tried(3), () -> tried(4), () -> deadlines.attempts);
        line("opens", deadlines::opens, deadlines::opens, deadlines::opens);
        line("place", deadlines::keepsItsPlace, deadlines::keepsItsPlace);
    }

    private static Object tried(int succeedAt) throws InterruptedException {
        deadlines.attempts = 0;
        return deadlines.tried(succeedAt);
    }

    private static void later() {
        line("later-in-time", () -> ended(deadlines.laterInTime(CompletableFuture.completedFuture("ok"))), () -> {
            CompletableFuture<String> end = new CompletableFuture<>();
            CompletableFuture<String> running = deadlines.laterInTime(end);
            end.complete("end");
            return ended(running);
        });
        CompletableFuture<String> source = new CompletableFuture<>();
        line("later", () -> ended(deadlines.later(source)), () -> cancelledSoon(source));
        line("later-failed", () -> ended(deadlines.later(CompletableFuture.failedFuture(CHECKED))));
        line("later-place", () -> ended(deadlines.laterAlone(new CompletableFuture<>())), () ->
                ended(deadlines.laterAlone(CompletableFuture.completedFuture("free"))));
        deadlines.attempts = 2; // linked in time first, as above
        ended(deadlines.laterTried());
        line("later-tried", () -> {
            deadlines.attempts = 0;
            return ended(deadlines.laterTried());
        });
        line("later-fallback", () -> ended(deadlines.laterReplaced("order")));
    }

    /** The source is cancelled right after the stage has failed, by another thread. */
    private static Object cancelledSoon(CompletableFuture<?> source) throws InterruptedException {
        for (int i = 0; i < 500 && !source.isDone(); i++) {
            Thread.sleep(10);
        }
        return source.isCancelled();
    }

    private static void pressed() throws Exception {
        awaitPressure(() -> deadlines.recommends("me").equals("for all"));
        line("degraded", deadlines::refuses, () -> {
            deadlines.refusesNothing();
            return "ok";
        }, deadlines::refusesANumber, () -> ended(deadlines.refusesLater()));
        line("degraded-fallback", () -> deadlines.recommends("me"), () -> ended(deadlines.recommendsLater("me")));
        line("levels", deadlines::first, deadlines::last, deadlines::important, deadlines::unimportant);
        line("before-breaker", deadlines::refusesBeforeTheBreaker, deadlines::refusesBeforeTheBreaker, () ->
                deadlines.refusesBeforeTheBreaker());
    }

    private static void byTime() throws InterruptedException {
        Call bad = () -> deadlines.judgedByTime(false);
        line("by-time", bad, bad, bad);
        Thread.sleep(2500);
        line("forgotten", bad, () -> deadlines.judgedByTime(true));
        Thread.sleep(2500);
        line("by-time", bad, bad, bad, bad, () -> deadlines.judgedByTime(true));
        Call later = () -> ended(deadlines.judgedLater(false));
        line("by-time-later", later, later, later, later, () -> ended(deadlines.judgedLater(true)));
    }

    // Live memory, in a heap of 128 MiB.

    private static List<byte[]> held = new ArrayList<>();

    private static void memory() throws InterruptedException {
        line("room", deadlines::shareOfMemory, deadlines::sizeOfMemory);
        while (held.size() < 84) {
            held.add(new byte[1_000_000]);
        }
        System.out.println("full: " + within(() -> show(deadlines::shareOfMemory).equals("CircuitOpen")) + " "
                + show(deadlines::sizeOfMemory));
        held = new ArrayList<>();
        System.out.println("freed: " + within(() -> show(deadlines::shareOfMemory).equals("ok")));
    }

    /** Whether that comes true within a minute of collections. */
    private static boolean within(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 240; i++) {
            System.gc();
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(250);
        }
        return false;
    }
}
