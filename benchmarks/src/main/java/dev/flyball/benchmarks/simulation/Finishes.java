package dev.flyball.benchmarks.simulation;

import java.util.Arrays;

/** The calls that are being served, by the time they finish: a binary heap in two arrays. */
final class Finishes {

    private long[] times = new long[64];
    private int[] calls = new int[64];
    private int size;

    int size() {
        return size;
    }

    /** When the next call finishes; {@link Long#MAX_VALUE} if none is being served. */
    long earliest() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(long time, int call) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            calls = Arrays.copyOf(calls, size * 2);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] > time) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, time, call);
    }

    /** Takes out the call that finishes first. */
    int poll() {
        int first = calls[0];
        long time = times[--size];
        int call = calls[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, call);
        return first;
    }

    private void move(int from, int to) {
        put(to, times[from], calls[from]);
    }

    private void put(int at, long time, int call) {
        times[at] = time;
        calls[at] = call;
    }
}
