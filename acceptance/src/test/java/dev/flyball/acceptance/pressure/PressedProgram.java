package dev.flyball.acceptance.pressure;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.pressure.Curve;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.Curves;
import dev.flyball.runtime.pressure.resource.Pace;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.ResourceReading;
import dev.flyball.runtime.pressure.resource.ResourceSpec;
import dev.flyball.runtime.pressure.resource.Sensing;
import dev.flyball.runtime.time.AlarmThread;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A program that presses its own memory or processors and prints, as lines of JSON, which levels its monitor comes to.
 * Run in JVMs of its own with small heaps. Arguments: what to do, how much of it, and by what number the monitor's times
 * are divided.
 */
public final class PressedProgram {

    /** Small against a region of any collector, so that nothing is humongous. */
    private static final int BLOCK = 8 * 1024;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final Clock clock = Clock.system();
    private final long begun = clock.nanos();
    private final ResourceMonitor monitor;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private volatile byte[] garbage = {};

    /** Other programs on the machine are no part of a trial of memory. */
    private static Curves memoryAlone() {
        Curves all = Curves.CALIBRATED;
        Curve nothing = Curve.through(1, 0);
        return new Curves(
                nothing,
                nothing,
                nothing,
                nothing,
                all.live(),
                all.collecting(),
                all.container(),
                nothing,
                all.allocationStall(),
                all.neighbour(),
                all.busy());
    }

    private PressedProgram(int quicker, boolean memory) {
        ResourceSpec spec = ResourceSpec.DEFAULT
                .withCurves(memory ? memoryAlone() : Curves.CALIBRATED)
                .withPace(Pace.DEFAULT.quicker(quicker))
                .withSample(Duration.ofMillis(quicker == 1 ? 1_000 : 250));
        monitor = new ResourceMonitor(
                clock, new AlarmThread(clock), ResourceMonitor.worker(), Sensing.system(clock), EventSink.NONE, spec);
    }

    /** Does what its arguments say. */
    public static void main(String[] arguments) throws InterruptedException {
        int many = Integer.parseInt(arguments[1]);
        PressedProgram program = new PressedProgram(Integer.parseInt(arguments[2]), !arguments[0].equals("spin"));
        if (arguments.length > 3) {
            program.monitor.onTick(reading -> program.print("tick", reading));
        }
        program.monitor.onChange(level -> program.print("level", program.monitor.reading()));
        switch (arguments[0]) {
            case "churn" -> program.churn(many);
            case "leak" -> program.leak(many, true);
            case "latch" -> program.leak(many, false);
            case "spin" -> program.spin(many);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        program.print("end", program.monitor.reading());
    }

    private synchronized void print(String event, ResourceReading reading) {
        System.out.printf(
                Locale.ROOT,
                "{\"event\":\"%s\",\"millis\":%d,\"level\":\"%s\",\"pressure\":%.3f,\"live\":%.2f,\"old\":%.2f,"
                        + "\"collecting\":%.2f,\"waiting\":%.2f,\"stalled\":%.2f,\"used\":%.2f,\"latched\":%b,"
                        + "\"reason\":\"%s\"}%n",
                event,
                TimeUnit.NANOSECONDS.toMillis(clock.nanos() - begun),
                reading.level(),
                reading.pressure(),
                reading.memory().live(),
                reading.memory().old(),
                reading.memory().collecting(),
                reading.cpu().runQueue(),
                reading.cpu().stalled(),
                reading.cpu().used(),
                reading.latched(),
                reading.reason());
    }

    private boolean before(long start, long nanos) {
        return clock.nanos() - start < nanos;
    }

    /** A tenth of a second of a program that allocates 10 MB in a second and keeps nothing. */
    private void work() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            for (int bytes = 0; bytes < 100_000; bytes += BLOCK) {
                garbage = new byte[BLOCK];
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void churn(int seconds) throws InterruptedException {
        long start = clock.nanos();
        while (before(start, TimeUnit.SECONDS.toNanos(seconds))) {
            work();
        }
    }

    /**
     * Keeps so many percent of the heap, from 60 on at 2.4 MB in a second, until that is noticed; then gives all back, and
     * works on or does nothing.
     */
    private void leak(int percent, boolean working) throws InterruptedException {
        long wanted = Runtime.getRuntime().maxMemory() / 100 * percent;
        churn(2);
        print("churned", monitor.reading());
        PressureLevel noticed = percent < 80 ? PressureLevel.ELEVATED : PressureLevel.HIGH;
        try {
            long start = clock.nanos();
            for (long bytes = 0; bytes < wanted; bytes += BLOCK) {
                kept.add(new byte[BLOCK]);
                int inARow = bytes < Runtime.getRuntime().maxMemory() / 100 * 60 ? 24 : 3;
                if (bytes / BLOCK % inARow == 0) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
            print("leaked", monitor.reading());
            while (!monitor.level().atLeast(noticed) && before(start, PATIENCE)) {
                work();
            }
        } catch (OutOfMemoryError full) {
            kept.clear();
            print("full", monitor.reading());
        }
        kept.clear();
        print("released", monitor.reading());
        long start = clock.nanos();
        while (monitor.level() != PressureLevel.NORMAL && before(start, PATIENCE)) {
            if (working) {
                work();
            } else {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** So many threads that want a processor all the time. */
    private void spin(int threads) throws InterruptedException {
        for (int i = 0; i < threads; i++) {
            Thread spinner = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            spinner.setDaemon(true);
            spinner.start();
        }
        TimeUnit.SECONDS.sleep(20);
    }
}
