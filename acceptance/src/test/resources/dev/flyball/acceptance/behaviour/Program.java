package com.acme;

import java.io.File;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/**
 * Calls everything and prints a line for each: {@code plain} the classes as written, {@code wrapped} their generated
 * wrappers; a second argument names a file to wait for in the midst of it.
 */
public class Program {

    interface Call {
        Object run() throws Throwable;
    }

    private final boolean wrapped;
    private final Office office;

    Program(boolean wrapped) {
        this.wrapped = wrapped;
        this.office = make(Office.class);
    }

    private <T> T make(Class<T> type, Object... arguments) {
        try {
            String name = type.getName().replace('$', '_') + "_Governed";
            Class<?> actual = wrapped ? Class.forName(name) : type;
            Constructor<?> constructor = actual.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(arguments));
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            throw (RuntimeException) thrown.getCause();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String show(Call call) {
        try {
            Object result = call.run();
            return result instanceof int[] array ? Arrays.toString(array) : String.valueOf(result);
        } catch (Throwable failure) {
            return name(failure);
        }
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }

    /** One line: what each of these calls came to. */
    private static void line(String name, Call... calls) {
        StringBuilder line = new StringBuilder(name).append(':');
        for (Call call : calls) {
            line.append(' ').append(show(call));
        }
        System.out.println(line);
    }

    private static void twice(String name, Call call) {
        line(name, call, call);
    }

    /** How a stage ended. */
    private static Object ended(CompletionStage<?> stage) {
        try {
            return stage.toCompletableFuture().get(60, java.util.concurrent.TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            return "failed-by-" + name(failed.getCause());
        } catch (CancellationException cancelled) {
            return "cancelled";
        } catch (Exception other) {
            return "hangs-" + name(other);
        }
    }

    public static void main(String[] arguments) throws Throwable {
        Program program = new Program(arguments[0].equals("wrapped"));
        program.frequencies(arguments.length > 1 ? new File(arguments[1]) : null);
        program.results();
        program.ways();
        program.endings();
        program.breakers();
        program.places();
        program.narrow();
        program.times();
        program.fallbacks();
        program.stages();
        program.types();
    }

    private void frequencies(File go) throws InterruptedException {
        Call counted = office::counted;
        if (go == null) {
            line("counted", counted, counted, counted);
        } else {
            line("counted", counted, counted);
            System.out.println("ready");
            while (!go.exists()) {
                Thread.sleep(10);
            }
            line("counted", counted);
        }
        line("counted", counted, counted, counted);
        line("patient", office::patient, office::patient, office::patient);
        line("keyed", () -> office.keyed("a"), () -> office.keyed("a"), () -> office.keyed("b"));
        line(
                "keyed-twice",
                () -> office.keyedTwice("a", "x", 1),
                () -> office.keyedTwice("a", "x", 2),
                () -> office.keyedTwice("a", "y", 1),
                () -> office.keyedTwice("b", "x", 1));
        line("windowed", office::windowed, office::windowed, office::windowed);
        line("adapting", office::adapting, office::adapting, office::adapting);
        line("warming", office::warming, office::warming);
        line("two-bandwidths", office::twoBandwidths, office::twoBandwidths, office::twoBandwidths);
    }

    private void results() {
        twice("void", () -> {
            office.nothing();
            return "ok";
        });
        twice("boolean", office::truth);
        twice("byte", office::small);
        twice("char", office::letter);
        twice("short", office::shorter);
        twice("int", () -> office.number(1, 2, 3.5));
        twice("long", office::longer);
        twice("float", office::part);
        twice("double", office::fraction);
        twice("array", () -> office.array(1, 2));
        twice("generic", () -> office.generic(List.of("first")));
        twice("null", office::nil);
    }

    private void ways() {
        line("constructor", () -> office.hired, () -> make(Office.class).hired, () -> make(Office.class).hired, () ->
                make(Office.class).hired);
        line("self-call", office::callsItself, office::callsItself, office::reached);
        line("recursion", () -> office.deep(1), () -> office.deep(1));
    }

    private void endings() {
        line("identical", () -> same(Office.CHECKED), () -> same(Office.UNCHECKED), () -> same(Office.ERROR));
        line("retry", () -> tries(1, null), () -> tries(3, Office.UNCHECKED), () -> tries(4, new IllegalStateException()));
        line("retry-not", () -> tries(9, Office.CHECKED), () -> office.attempts, () -> tries(9, Office.ERROR), () ->
                office.attempts);
        line("retry-pays", () -> {
            office.attempts = 0;
            return office.paysEachTime();
        }, () -> office.attempts);
    }

    private boolean same(Throwable with) {
        try {
            office.fails(with);
            return false;
        } catch (Throwable same) {
            return same == with && same.getSuppressed().length == 0 && same.getCause() == null;
        }
    }

    private Object tries(int succeedAt, Throwable with) throws Throwable {
        office.attempts = 0;
        try {
            return office.tries(succeedAt, with);
        } catch (IllegalStateException failure) {
            return name(failure) + "-after-" + office.attempts;
        }
    }

    private void breakers() throws InterruptedException {
        Call mends = () -> office.mends(true);
        Call broken = () -> office.staysBroken(false);
        line("breaker", () -> office.mends(false), () -> office.mends(false), mends);
        line("breaker", broken, broken, () -> office.staysBroken(true));
        Thread.sleep(1100);
        line("breaker-mends", mends, mends, mends);
        line("breaker-stays", broken, () -> office.staysBroken(true));
        line("breaker-ignores", () -> office.ignores(false), () -> office.ignores(false), () -> office.ignores(true));
    }

    private void places() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(0);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread first = new Thread(() -> line("place-first", () -> office.alone(inside, leave)));
        first.start();
        inside.await();
        line("place-second", () -> office.alone(open, open));
        leave.countDown();
        first.join();
        line("place-third", () -> office.alone(open, open));
        waiting(open);
    }

    private void waiting(CountDownLatch open) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread holder = new Thread(() -> show(() -> office.inTurn(inside, leave)));
        holder.start();
        inside.await();
        Thread waiter = new Thread(() ->
                line("place-interrupted", () -> office.inTurn(open, open), () -> Thread.currentThread().isInterrupted()));
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING && waiter.isAlive()) {
            Thread.sleep(1);
        }
        line("place-queue-full", () -> office.inTurn(open, open));
        waiter.interrupt();
        waiter.join();
        leave.countDown();
        holder.join();
        line("place-again", () -> office.inTurn(open, open));
    }

    private void narrow() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(0);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread first = new Thread(() -> line("narrow-first", () -> office.narrow(inside, leave)));
        first.start();
        inside.await();
        line("narrow-second", () -> office.narrow(open, open));
        leave.countDown();
        first.join();
        line("narrow-third", () -> office.narrow(open, open));
        Call failing = () -> office.narrowFails(Office.CHECKED);
        line("narrow-fails", failing, failing, () -> office.narrowFails(Office.ERROR), failing);
        line("narrow-recursion", () -> office.narrowDeep(1), () -> office.narrowDeep(1));
    }

    private void times() {
        Call interrupted = () -> Thread.currentThread().isInterrupted();
        line("time", () -> office.inTime(0), () -> office.inTime(2000), interrupted);
        line("time-deaf", () -> office.deafInTime(0), () -> office.deafInTime(500), interrupted);
        line("time-alone", () -> alone(0), () -> alone(500), interrupted);
        line("time-replaced", () -> office.replacedInTime(0), () -> office.replacedInTime(500), interrupted);
        office.triedInTime(0); // what is in a wrapper's retry while its body first links would be admitted twice
        line("time-tried", () -> {
            office.attempts = 0;
            return office.triedInTime(500);
        }, interrupted);
    }

    private Object alone(long millis) throws InterruptedException {
        office.leftAlone(millis);
        return "ok";
    }

    private void fallbacks() {
        line("fallback", () -> office.refusable("order", 1), () -> office.refusable("order", 2));
        line("fallback-chosen", () -> office.failing(Office.CHECKED), () -> office.failing(new java.io.EOFException()));
        line("fallback-fails", () -> {
            try {
                return office.failing(Office.UNCHECKED);
            } catch (java.io.IOException own) {
                return own.getMessage() + ", suppressed " + (own.getSuppressed()[0] == Office.UNCHECKED);
            }
        });
        line("fallback-error", () -> office.failing(Office.ERROR));
    }

    private void stages() {
        twice("later", () -> ended(office.laterRefused()));
        CompletableFuture<String> end = new CompletableFuture<>();
        CompletableFuture<String> running = office.laterAlone(end);
        line("later-alone", () -> ended(office.laterAlone(done())), running::isDone);
        end.complete("end");
        line("later-alone", () -> ended(running), () -> ended(office.laterAlone(done())));
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> cancelled = office.laterAlone(source);
        line("later-cancelled", () -> cancelled.cancel(true), source::isCancelled, () ->
                ended(office.laterAlone(done())));
        laterNarrow();
        CompletableFuture<String> bad = CompletableFuture.failedFuture(new IllegalStateException());
        line("later-broken", () -> ended(office.laterBroken(bad)), () -> ended(office.laterBroken(bad)), () ->
                ended(office.laterBroken(done())));
        line("later-tried", () -> triedLater(3), () -> triedLater(4), () -> office.attempts);
        line("later-replaced", () -> ended(office.laterReplaced("order")));
        line("later-patient", () -> {
            CompletableFuture<String> one = office.laterPatient();
            CompletableFuture<String> two = office.laterPatient();
            CompletableFuture<String> three = office.laterPatient();
            return three.isDone() + " " + ended(one) + " " + ended(two) + " " + ended(three);
        });
        line("later-windowed", () -> {
            CompletableFuture<String> one = office.laterWindowed();
            CompletableFuture<String> two = office.laterWindowed();
            return two.isDone() + " " + ended(one) + " " + ended(two);
        });
        line("later-throws", () -> throwsOrFails(), () -> throwsOrFails());
        laterInTime();
    }

    private void laterInTime() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> late = office.laterInTime(source);
        source.completeOnTimeout("never", 5, java.util.concurrent.TimeUnit.SECONDS);
        line("later-in-time", () -> ended(late), source::isCancelled, () -> ended(office.laterInTime(done())));
    }

    private void laterNarrow() {
        CompletableFuture<String> end = new CompletableFuture<>();
        CompletableFuture<String> running = office.laterNarrow(end);
        line("later-narrow", () -> ended(office.laterNarrow(done())), running::isDone);
        end.complete("end");
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> cancelled = office.laterNarrow(source);
        line("later-narrow", () -> ended(running), () -> cancelled.cancel(true), source::isCancelled, () ->
                ended(office.laterNarrow(done())));
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> one = office.laterInTurn(first);
        CompletableFuture<String> two = office.laterInTurn(done());
        line("later-in-turn", two::isDone, () -> ended(office.laterInTurn(done())));
        first.complete("first");
        line("later-in-turn", () -> ended(one), () -> ended(two));
    }

    private Object throwsOrFails() {
        try {
            return ended(office.laterThrows());
        } catch (IllegalStateException thrown) {
            return "throws";
        }
    }

    private static CompletableFuture<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    private Object triedLater(int succeedAt) {
        office.attempts = 0;
        return ended(office.laterTried(succeedAt));
    }

    private void types() {
        Office.Desk desk = make(Office.Desk.class);
        line("class", desk::open, desk::open, desk::free, desk::free, desk::inside, desk::inside);
        OrderApi orders = api();
        Call place = () -> orders.place("it");
        Call cancel = () -> orders.cancel("it");
        line("interface", place, place, place, place);
        line("default", cancel, cancel, cancel, cancel);
    }

    private OrderApi api() {
        if (!wrapped) {
            return new Orders();
        }
        try {
            return (OrderApi) Class.forName("com.acme.OrderApi_Governed")
                    .getMethod("govern", OrderApi.class)
                    .invoke(null, new Orders());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
