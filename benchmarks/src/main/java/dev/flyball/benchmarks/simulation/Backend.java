package dev.flyball.benchmarks.simulation;

import java.util.Arrays;

/**
 * The server behind the limiters: so many workers, one queue, first come, first served.
 */
final class Backend {

    private final Shape shape;
    private final Dice dice;
    private final Finishes served = new Finishes();

    private int workers;
    private double meanService;

    private int[] queue = new int[1024];
    private int head;
    private int waiting;

    Backend(Shape shape, Dice dice) {
        this.shape = shape;
        this.dice = dice;
    }

    /** Workers that are too many finish what they do; service times drawn already stay. */
    void become(int newWorkers, double newMeanService, long now) {
        workers = newWorkers;
        meanService = newMeanService;
        startWaiting(now);
    }

    void submit(int call, long now) {
        if (waiting == 0 && served.size() < workers) {
            serve(call, now);
            return;
        }
        if (waiting == queue.length) {
            grow();
        }
        queue[(head + waiting++) & (queue.length - 1)] = call;
    }

    long nextFinish() {
        return served.earliest();
    }

    /** The call that finishes now; its worker takes the next one. */
    int finish(long now) {
        int call = served.poll();
        startWaiting(now);
        return call;
    }

    int inFlight() {
        return served.size() + waiting;
    }

    private void startWaiting(long now) {
        while (waiting > 0 && served.size() < workers) {
            int call = queue[head];
            head = (head + 1) & (queue.length - 1);
            waiting--;
            serve(call, now);
        }
    }

    private void serve(int call, long now) {
        served.add(now + Math.max(1, (long) (meanService * shape.factor(dice))), call);
    }

    private void grow() {
        int[] larger = Arrays.copyOf(queue, queue.length * 2);
        System.arraycopy(queue, 0, larger, queue.length, head);
        queue = larger;
    }
}
