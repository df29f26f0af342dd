package dev.flyball.runtime.alert;

/**
 * Takes alerts somewhere. Runs on a thread of its own, one alert after the other; whoever takes longer than he may is
 * interrupted, and while he does not end, further alerts of this channel are given up. What it throws is counted.
 */
@FunctionalInterface
public interface AlertChannel {

    /** Takes one alert; returns when it has arrived. */
    void send(Alert alert) throws Exception;
}
