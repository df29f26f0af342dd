package dev.flyball.runtime.alert;

/**
 * What became of an alert in one channel.
 *
 * @param detail in words: what the channel said, or why it failed
 */
public record ChannelOutcome(String channel, Result result, String detail) {

    /** How it ended. */
    public enum Result {
        /** It has arrived. */
        DELIVERED,
        /** It was tried, and given up. */
        FAILED,
        /** It was not tried: too many were waiting, or everything is closed. */
        DROPPED
    }

    static ChannelOutcome delivered(String channel, String detail) {
        return new ChannelOutcome(channel, Result.DELIVERED, detail);
    }

    static ChannelOutcome failed(String channel, String detail) {
        return new ChannelOutcome(channel, Result.FAILED, detail);
    }

    static ChannelOutcome dropped(String channel, String detail) {
        return new ChannelOutcome(channel, Result.DROPPED, detail);
    }

    /** Whether it has arrived. */
    public boolean delivered() {
        return result == Result.DELIVERED;
    }
}
