package dev.flyball.runtime.pressure.resource;

/**
 * The processors' part of a {@link ResourceReading}. What is not known is NaN.
 *
 * @param pressure 0 to 1, smoothed
 * @param raw 0 to 1, at that moment
 * @param leading what it came from
 * @param processors how many there are for this process
 * @param used share of all their time that this process used
 * @param queueing delay in Flyball's own queues, over 20 ms
 * @param stalled share of time in which some thread waited for a processor
 * @param ownGroup whether {@code stalled} tells of this process's own container, or else of the whole machine
 * @param runQueue share of their time that this process's threads waited for a processor
 * @param throttled share of the container's periods in which it was throttled
 */
public record CpuReading(
        double pressure,
        double raw,
        Signal leading,
        int processors,
        double used,
        double queueing,
        double stalled,
        boolean ownGroup,
        double runQueue,
        double throttled) {

    static final CpuReading NONE =
            new CpuReading(0, 0, Signal.NONE, 0, Double.NaN, Double.NaN, Double.NaN, false, Double.NaN, Double.NaN);

    /** Why the pressure is what it is, in words. */
    public String reason() {
        String why = switch (leading) {
            case CPU_USED -> Words.percent(used) + " of " + processors + " processors are used";
            case QUEUEING -> "tasks wait " + Math.round(20 * queueing) + " ms in queues";
            case CPU_STALLED ->
                "threads " + (ownGroup ? "of this container" : "of this machine") + " waited for a processor "
                        + Words.percent(stalled) + " of the time";
            case RUN_QUEUE -> "own threads waited for a processor " + Words.percent(runQueue) + " of their time";
            case THROTTLED -> "the container was throttled in " + Words.percent(throttled) + " of its periods";
            default -> "processors are not pressed";
        };
        return raw < pressure - 0.05 ? why + ", after more" : why;
    }
}
