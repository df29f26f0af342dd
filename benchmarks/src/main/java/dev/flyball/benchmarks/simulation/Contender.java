package dev.flyball.benchmarks.simulation;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.GradientLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import dev.flyball.runtime.concurrency.AdaptiveSpec;
import dev.flyball.runtime.concurrency.Algorithm;
import dev.flyball.runtime.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A kind of limiter in the simulation, as its users get it who change nothing, or nothing but the initial limit. */
enum Contender implements Kind {
    GRADIENT("GRADIENT", Colour.BLUE),
    LITTLES_LAW("LITTLES_LAW", Colour.VERMILION),
    PID("PID", Colour.GREEN),
    AIMD("AIMD", Colour.SKY),
    VEGAS("VEGAS", Colour.PURPLE),
    CUBIC("CUBIC", Colour.ORANGE),
    /** Told a median latency to stay below. */
    GRADIENT_TOLD("GRADIENT, target 12 ms", Colour.BLUE),
    AIMD_TOLD("AIMD, target 12 ms", Colour.SKY),

    NETFLIX_GRADIENT2("Gradient2", Colour.BLUE),
    /** With our bounds, as the default ones, 20 and 200, keep it from showing what it finds. */
    NETFLIX_GRADIENT2_FREE("Gradient2 in 1..1000", Colour.GREY),
    NETFLIX_GRADIENT("Gradient", Colour.GREEN),
    NETFLIX_VEGAS("Vegas", Colour.PURPLE),
    NETFLIX_VEGAS_WINDOWED("Vegas, windowed", Colour.VERMILION),
    NETFLIX_AIMD("AIMD", Colour.SKY),
    /** Told the latency to stay below, which the default of 5 s hardly is. */
    NETFLIX_AIMD_TIMED("AIMD, timeout 25 ms", Colour.ORANGE);

    private static final Set<Contender> TOLD = EnumSet.of(GRADIENT_TOLD, AIMD_TOLD);
    private static final Duration TARGET = Duration.ofMillis(12);

    final String title;
    final String colour;

    Contender(String title, String colour) {
        this.title = title;
        this.colour = colour;
    }

    /** Those that are in every table. */
    static Stream<Contender> all() {
        return Stream.of(values()).filter(contender -> !TOLD.contains(contender));
    }

    boolean ours() {
        return !name().startsWith("NETFLIX");
    }

    /** Whether the pictures show it; one that would lie upon another is left to the tables. */
    boolean drawn() {
        return this != NETFLIX_GRADIENT2_FREE && !TOLD.contains(this);
    }

    @Override
    public Limiter limiter(Clock clock, int initial) {
        return switch (this) {
            case GRADIENT, LITTLES_LAW, PID, AIMD, VEGAS, CUBIC ->
                new FlyballLimiter(spec(Algorithm.valueOf(name()), initial), clock);
            case GRADIENT_TOLD ->
                new FlyballLimiter(spec(Algorithm.GRADIENT, initial).withTargetLatency(TARGET), clock);
            case AIMD_TOLD -> new FlyballLimiter(spec(Algorithm.AIMD, initial).withTargetLatency(TARGET), clock);
            case NETFLIX_GRADIENT2 -> windowed(gradient2(initial).build(), clock);
            case NETFLIX_GRADIENT2_FREE ->
                windowed(gradient2(initial).minLimit(1).maxConcurrency(1000).build(), clock);
            case NETFLIX_GRADIENT -> windowed(gradient(initial), clock);
            case NETFLIX_VEGAS -> new NetflixLimiter(vegas(initial), clock);
            case NETFLIX_VEGAS_WINDOWED -> windowed(vegas(initial), clock);
            case NETFLIX_AIMD -> new NetflixLimiter(aimd(initial).build(), clock);
            case NETFLIX_AIMD_TIMED ->
                new NetflixLimiter(
                        aimd(initial)
                                .minLimit(1)
                                .timeout(25, TimeUnit.MILLISECONDS)
                                .build(),
                        clock);
        };
    }

    private static AdaptiveSpec spec(Algorithm algorithm, int initial) {
        AdaptiveSpec spec = AdaptiveSpec.DEFAULT.withAlgorithm(algorithm);
        return initial == 0 ? spec : spec.withInitial(initial);
    }

    private static Gradient2Limit.Builder gradient2(int initial) {
        Gradient2Limit.Builder builder = Gradient2Limit.newBuilder();
        return initial == 0 ? builder : builder.initialLimit(initial);
    }

    private static Limit gradient(int initial) {
        GradientLimit.Builder builder = GradientLimit.newBuilder();
        return (initial == 0 ? builder : builder.initialLimit(initial)).build();
    }

    private static Limit vegas(int initial) {
        VegasLimit.Builder builder = VegasLimit.newBuilder();
        return (initial == 0 ? builder : builder.initialLimit(initial)).build();
    }

    private static AIMDLimit.Builder aimd(int initial) {
        AIMDLimit.Builder builder = AIMDLimit.newBuilder();
        return initial == 0 ? builder : builder.initialLimit(initial);
    }

    private static Limiter windowed(Limit limit, Clock clock) {
        return new NetflixLimiter(WindowedLimit.newBuilder().build(limit), clock);
    }

    /** Told apart by the colour-blind too (Okabe and Ito), readable on white and on near-black. */
    private static final class Colour {
        static final String BLUE = "#1c80c4";
        static final String VERMILION = "#d55e00";
        static final String GREEN = "#009e73";
        static final String PURPLE = "#cc79a7";
        static final String ORANGE = "#e69f00";
        static final String SKY = "#56b4e9";
        static final String GREY = "#8c8c8c";
    }
}
