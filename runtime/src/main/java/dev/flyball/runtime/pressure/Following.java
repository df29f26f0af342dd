package dev.flyball.runtime.pressure;

import java.util.List;

/** A rule by which one limit follows some controllers, and the share that this has led to. Guarded by the manager. */
final class Following {

    final String limit;
    final List<String> controllers;
    private final Follow rule;
    private double share = 1;
    private boolean begun;
    private long since;

    Following(String limit, Follow rule, List<String> controllers) {
        this.limit = limit;
        this.rule = rule;
        this.controllers = List.copyOf(controllers);
    }

    /** The share under a pressure at a reading of the clock. */
    double next(double pressure, long now) {
        share = rule.next(share, pressure, begun ? now - since : 0);
        begun = true;
        since = now;
        return share;
    }
}
