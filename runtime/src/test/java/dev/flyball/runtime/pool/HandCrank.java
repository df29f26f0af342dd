package dev.flyball.runtime.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** An executor that runs nothing until a test turns it, and then one piece of work in the test's own thread. */
final class HandCrank implements Executor {

    private final Deque<Runnable> pieces = new ArrayDeque<>();

    @Override
    public void execute(Runnable piece) {
        pieces.add(piece);
    }

    /** How many pieces wait. */
    int waiting() {
        return pieces.size();
    }

    /** Runs the oldest piece; false if there is none. */
    boolean turn() {
        Runnable piece = pieces.poll();
        if (piece != null) {
            piece.run();
        }
        return piece != null;
    }

    /** Turns until nothing waits. */
    void turnOut() {
        while (turn()) {}
    }
}
