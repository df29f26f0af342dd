package dev.flyball.runtime.rate;

import dev.flyball.runtime.call.RefusedException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several buckets that all have to give a permit for a call to pass, such as 10 a second and 100 a minute. A call that one
 * of them refuses takes nothing from the others.
 *
 * @param limits at least 1; the first is the one that meters show
 */
public record Bandwidths(List<RateSpec> limits) implements Pace {

    public Bandwidths {
        limits = List.copyOf(limits);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("[rate-bandwidths] no bandwidth is given; give at least one");
        }
    }

    /** All of these together. */
    public static Bandwidths of(RateSpec... limits) {
        return new Bandwidths(List.of(limits));
    }

    @Override
    public long permits() {
        return limits.get(0).permits();
    }

    @Override
    public long perNanos() {
        return limits.get(0).perNanos();
    }

    @Override
    public long most() {
        return limits.stream().mapToLong(RateSpec::burst).min().orElseThrow();
    }

    @Override
    public Bandwidths scaled(double share) {
        return new Bandwidths(limits.stream().map(limit -> limit.scaled(share)).toList());
    }

    @Override
    public String words(long now) {
        return limits.stream()
                .map(limit -> limit.permits() + " calls per " + RefusedException.inWords(limit.perNanos()) + " (burst "
                        + limit.burst() + ")")
                .collect(Collectors.joining(" and "));
    }

    @Override
    public String room() {
        return "burst";
    }
}
