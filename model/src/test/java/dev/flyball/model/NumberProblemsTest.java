package dev.flyball.model;

import static dev.flyball.model.Declared.annotation;
import static dev.flyball.model.Declared.method;
import static dev.flyball.model.Declared.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every tag about an annotation's own numbers, with its whole text. */
class NumberProblemsTest {

    @Test
    void aRateMustBePositive() {
        assertError(
                on("RateLimited", "permits", 0),
                "[rate-not-positive] @RateLimited on Shop.buy(Item, int): permits = 0 must be at least 1. "
                        + "Fix: choose a value of at least 1");
        assertError(
                on("RateLimited", "permits", 5, "per", "0s"),
                "[rate-not-positive] @RateLimited on Shop.buy(Item, int): per = \"0s\" must be above 0s and "
                        + "at most 366d. Fix: choose a value above 0s and at most 366d");
    }

    @Test
    void aBurstMustNotBeNegative() {
        assertError(
                on("RateLimited", "permits", 5, "burst", -1),
                "[burst-negative] @RateLimited on Shop.buy(Item, int): burst = -1 must be at least 0. "
                        + "Fix: choose a value of at least 0");
    }

    @Test
    void aBurstBelowTheRateIsDoubtful() {
        assertWarning(
                on("RateLimited", "permits", 5, "burst", 3),
                "[burst-below-rate] @RateLimited on Shop.buy(Item, int): burst = 3 is below permits = 5: "
                        + "after a quiet time only 3 calls pass at once, the others evenly spread over 1s. Fix: "
                        + "leave burst out, which means 5, or keep it if calls must be spread");
    }

    @Test
    void aWindowHasNoBurst() {
        assertError(
                on("RateLimited", "permits", 5, "burst", 9, "algorithm", Declared.constant("SLIDING_WINDOW")),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): burst = 9 with algorithm = "
                        + "SLIDING_WINDOW: a window lets all its permits through at once, and saves none. Fix: drop "
                        + "burst, or choose TOKEN_BUCKET");
    }

    @Test
    void whatBelongsToOneAlgorithmSaysNothingWithAnother() {
        assertError(
                on("RateLimited", "permits", 5, "minPermits", 3),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): minPermits = 3 with algorithm = "
                        + "TOKEN_BUCKET: only ADAPTIVE_WINDOW moves its limit. Fix: drop minPermits, or choose "
                        + "ADAPTIVE_WINDOW");
        assertError(
                on("RateLimited", "permits", 5, "targetLatency", "1s"),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): targetLatency = 1s with algorithm = "
                        + "TOKEN_BUCKET: only ADAPTIVE_WINDOW moves its limit. Fix: drop targetLatency, or choose "
                        + "ADAPTIVE_WINDOW");
        assertError(
                on("RateLimited", "permits", 5, "warmUp", "1s", "algorithm", Declared.constant("SLIDING_WINDOW")),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): warmUp = 1s with algorithm = "
                        + "SLIDING_WINDOW: only TOKEN_BUCKET warms up. Fix: drop warmUp, or choose TOKEN_BUCKET");
        assertError(
                on("RateLimited", "permits", 5, "warmUp", "1s", "burst", 7),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): burst = 7 with warmUp = 1s: a limit "
                        + "that warms up lets calls through one by one. Fix: drop burst, or warmUp");
    }

    @Test
    void severalBandwidthsMustBeWrittenAsSuch() {
        assertError(
                on("RateLimited", "permits", 5, "also", "100 per minute"),
                "[bad-bandwidth] @RateLimited on Shop.buy(Item, int): also = \"100 per minute\" is no list of "
                        + "bandwidths. Fix: write permits, span of time and perhaps burst, such as \"100/1m\" or "
                        + "\"100/1m/20, 1000/1h\"");
        assertError(
                on("RateLimited", "permits", 5, "also", "100/1m", "warmUp", "5s"),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): also = 100/1m with warmUp = 5s: only "
                        + "a TOKEN_BUCKET without warmUp has several bandwidths. Fix: drop also, or warmUp");
    }

    @Test
    void aFurtherRateLimitSaysOnlyItsBandwidth() {
        DeclaredAnnotation first = annotation("RateLimited", "permits", 5);
        DeclaredAnnotation further = annotation("RateLimited", "permits", 100, "per", "1m", "maxWait", "1s");
        assertError(
                on("RateLimited$All", "value", List.of(first, further)),
                "[conflicting-attributes] @RateLimited on Shop.buy(Item, int): maxWait is said by a further "
                        + "@RateLimited, and the first says all but permits, per and burst. Fix: move it to the first");
    }

    @Test
    void aNumberMustBeInItsRange() {
        assertError(
                on("CircuitBreaker", "failureRate", 1.5),
                "[out-of-range] @CircuitBreaker on Shop.buy(Item, int): failureRate = 1.5 must be above 0 "
                        + "and at most 1. Fix: choose a value above 0 and at most 1");
        assertError(
                on("Bulkhead", "max", 0),
                "[out-of-range] @Bulkhead on Shop.buy(Item, int): max = 0 must be at least 1. Fix: choose "
                        + "a value of at least 1");
        assertError(
                on("Retry", "maxAttempts", 101),
                "[out-of-range] @Retry on Shop.buy(Item, int): maxAttempts = 101 must be from 1 to 100. "
                        + "Fix: choose a value from 1 to 100");
        assertError(
                on("RateLimited", "permits", 5, "maxWait", "400d"),
                "[out-of-range] @RateLimited on Shop.buy(Item, int): maxWait = \"400d\" must be from 0s to "
                        + "366d. Fix: choose a value from 0s to 366d");
        assertError(
                on("RateLimited", "permits", 1, "per", "366d", "burst", 100),
                "[out-of-range] @RateLimited on Shop.buy(Item, int): burst = 100 takes 100 years to "
                        + "gather at 1 per 366d. Fix: choose a burst that gathers within 9 years");
    }

    @Test
    void aNameMustNotBeBlank() {
        assertError(
                on("RateLimited", "permits", 5, "name", " "),
                "[blank-name] @RateLimited on Shop.buy(Item, int): name = \" \" is blank. Fix: write a "
                        + "name, or leave it out");
    }

    @Test
    void aNameMustFitAConfigurationKey() {
        assertError(
                on("RateLimited", "permits", 5, "name", "a#b"),
                "[bad-name] @RateLimited on Shop.buy(Item, int): name = \"a#b\" cannot be part of a "
                        + "configuration key. Fix: use letters, digits, _ - and single dots");
        assertError(
                on("RateLimited", "permits", 5, "name", "default"),
                "[bad-name] @RateLimited on Shop.buy(Item, int): name = \"default\" is reserved for the "
                        + "settings of all instances. Fix: choose another name");
    }

    @Test
    void aDurationNeedsAUnit() {
        assertError(
                on("RateLimited", "permits", 5, "maxWait", "10"),
                "[bad-duration] @RateLimited on Shop.buy(Item, int): maxWait = \"10\" is no duration. Fix: "
                        + "write a number and a unit ns, us, ms, s, m, h or d, such as \"250ms\" or \"10s\"");
        assertError(
                on("CircuitBreaker", "slowCallDuration", "soon"),
                "[bad-duration] @CircuitBreaker on Shop.buy(Item, int): slowCallDuration = \"soon\" is no "
                        + "duration. Fix: write a number and a unit ns, us, ms, s, m, h or d, such as \"250ms\" or "
                        + "\"10s\", or \"\" to leave it off");
        assertError(
                on("CircuitBreaker", "window", "ten"),
                "[bad-duration] @CircuitBreaker on Shop.buy(Item, int): window = \"ten\" is neither a "
                        + "number of calls nor a duration. Fix: write a number of calls such as \"100\", or a number "
                        + "and a unit ns, us, ms, s, m, h or d, such as \"250ms\" or \"10s\"");
    }

    @Test
    void aSizeNeedsAUnit() {
        assertError(
                on("CircuitBreaker", "memoryThreshold", "2 gigs"),
                "[bad-size] @CircuitBreaker on Shop.buy(Item, int): memoryThreshold = \"2 gigs\" is neither "
                        + "a share nor a size. Fix: write a share such as \"0.9\", or a number and a unit B, kB, MB, "
                        + "GB (powers of 1000) or KiB, MiB, GiB (powers of 1024), such as \"512MiB\", or \"\" to leave "
                        + "it off");
    }

    @Test
    void aBreakerThatCannotTripIsDoubtful() {
        assertWarning(
                on("CircuitBreaker", "window", "10", "minimumCalls", 30),
                "[breaker-never-trips] @CircuitBreaker on Shop.buy(Item, int): minimumCalls = 30 cannot "
                        + "be reached in a window of 10 calls: the breaker judges from 10 calls on. Fix: choose "
                        + "minimumCalls from 1 to 10, or a larger window");
        assertWarning(
                on("CircuitBreaker", "recordOn", Declared.classes()),
                "[breaker-never-trips] @CircuitBreaker on Shop.buy(Item, int): recordOn = {} counts no "
                        + "exception as a failure, and without slowCallDuration no call is slow: the breaker never "
                        + "opens. Fix: name the exceptions that count, or add slowCallDuration");
    }

    @Test
    void aBreakerThatOnlyMemoryOpensIsNotDoubtful() {
        assertThat(PlanReader.read(on("CircuitBreaker", "recordOn", Declared.classes(), "memoryThreshold", "2048 MB"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aWindowMayBeASpanOfTimeAndAMinimumThenHasNoSizeToFit() {
        assertThat(PlanReader.read(on("CircuitBreaker", "window", "10s", "minimumCalls", 500))
                        .problems())
                .isEmpty();
    }

    @Test
    void aBreakerThatDoesNotGrowMayStayOpenForLongerThanTheDefaultLimitOfGrowth() {
        assertThat(PlanReader.read(on("CircuitBreaker", "openFor", "1h")).problems())
                .isEmpty();
    }

    @Test
    void attributesMustNotContradictEachOther() {
        assertError(
                on("CircuitBreaker", "slowCallRate", 0.8),
                "[conflicting-attributes] @CircuitBreaker on Shop.buy(Item, int): slowCallRate = 0.8 "
                        + "without slowCallDuration: no call is slow. Fix: add slowCallDuration, such as \"2s\", or "
                        + "drop slowCallRate");
        assertError(
                on("CircuitBreaker", "openFor", "10m", "openForFactor", 2.0),
                "[conflicting-attributes] @CircuitBreaker on Shop.buy(Item, int): openFor = 10m is longer "
                        + "than openForMax = 5m. Fix: shorten openFor, or raise openForMax");
        assertError(
                on("Bulkhead", "max", 3, "maxWaiting", 2),
                "[conflicting-attributes] @Bulkhead on Shop.buy(Item, int): maxWaiting = 2 without "
                        + "maxWait: nobody ever waits. Fix: add maxWait, such as \"500ms\", or drop maxWaiting");
        assertError(
                on("Bulkhead", "max", 3, "maxWait", "1s"),
                "[conflicting-attributes] @Bulkhead on Shop.buy(Item, int): maxWait = 1s without "
                        + "maxWaiting: nobody may wait. Fix: add maxWaiting, the number of callers that may wait, "
                        + "or drop maxWait");
        assertError(
                on("Retry", "delay", "1m"),
                "[conflicting-attributes] @Retry on Shop.buy(Item, int): delay = 1m is longer than "
                        + "maxDelay = 10s. Fix: shorten delay, or raise maxDelay");
    }

    @Test
    void boundsMustBeInOrder() {
        assertError(
                on("AdaptiveConcurrency", "min", 5, "max", 3),
                "[min-above-max] @AdaptiveConcurrency on Shop.buy(Item, int): min = 5 is above max = 3. Fix: choose "
                        + "min from 1 to 3");
        assertWarning(
                on("AdaptiveConcurrency", "initial", 500, "max", 100),
                "[start-out-of-bounds] @AdaptiveConcurrency on Shop.buy(Item, int): initial = 500 is not from min = 1 "
                        + "to max = 100: the limit starts at 100. Fix: choose initial from 1 to 100");
    }

    @Test
    void aStartThatNobodyChoseFollowsTheBounds() {
        assertThat(PlanReader.read(on("AdaptiveConcurrency", "max", 3)).problems())
                .isEmpty();
        assertThat(PlanReader.read(on("AdaptiveConcurrency", "min", 50)).problems())
                .isEmpty();
    }

    @Test
    void anAttributeOfAnotherVersionIsRefused() {
        assertError(
                on("RateLimited", "permits", 5, "colour", "red"),
                "[unknown-attribute] @RateLimited on Shop.buy(Item, int): this version of Flyball knows "
                        + "no attribute colour. Fix: use annotations and agent or processor of the same version");
    }

    @Test
    void anAttributeWithoutDefaultIsRequired() {
        assertError(
                on("RateLimited"),
                "[missing-attribute] @RateLimited on Shop.buy(Item, int): permits is missing. Fix: set " + "permits");
    }

    @Test
    void aTimeoutNeedsALengthAboveZero() {
        assertError(
                on("Timeout"), "[missing-attribute] @Timeout on Shop.buy(Item, int): value is missing. Fix: set value");
        assertError(
                on("Timeout", "value", "0s"),
                "[out-of-range] @Timeout on Shop.buy(Item, int): value = \"0s\" must be above 0s and at most 366d. "
                        + "Fix: choose a value above 0s and at most 366d");
    }

    @Test
    void aPriorityThatMovesNoLevelIsDoubtful() {
        assertWarning(
                on("Degradable", "priority", Declared.constant("HIGH")),
                "[priority-without-effect] @Degradable on Shop.buy(Item, int): priority = HIGH without ramp degrades "
                        + "as NORMAL does. Fix: choose CRITICAL, which degrades one level later, or add ramp = true");
        assertWarning(
                on("Degradable", "at", Declared.constant("EMERGENCY"), "priority", Declared.constant("CRITICAL")),
                "[priority-without-effect] @Degradable on Shop.buy(Item, int): priority = CRITICAL with at = "
                        + "EMERGENCY: there is no later level. Fix: drop priority, or choose at = CRITICAL");
        assertWarning(
                on("Degradable", "at", Declared.constant("ELEVATED"), "priority", Declared.constant("LOW")),
                "[priority-without-effect] @Degradable on Shop.buy(Item, int): priority = LOW with at = ELEVATED: "
                        + "there is no earlier level. Fix: drop priority, or choose at = HIGH");
    }

    @Test
    void aRampThatPressureCannotClimbIsDoubtful() {
        assertWarning(
                on("Degradable", "at", Declared.constant("EMERGENCY"), "ramp", true),
                "[ramp-cut-off] @Degradable on Shop.buy(Item, int): ramp = true with at = EMERGENCY and priority = "
                        + "NORMAL: at most 13% of calls degrade, as pressure ends before the ramp does. Fix: choose "
                        + "an earlier level, or drop ramp");
        assertWarning(
                on(
                        "Degradable",
                        "at",
                        Declared.constant("EMERGENCY"),
                        "priority",
                        Declared.constant("CRITICAL"),
                        "ramp",
                        true),
                "[ramp-cut-off] @Degradable on Shop.buy(Item, int): ramp = true with at = EMERGENCY and priority = "
                        + "CRITICAL: no call ever degrades, as pressure ends before the ramp does. Fix: choose an "
                        + "earlier level, or drop ramp");
    }

    /** Without a fallback it refuses; every priority has its own place on a ramp. */
    @Test
    void whatDegradesSoundlyIsNoProblem() {
        for (String priority : List.of("LOW", "NORMAL", "CRITICAL")) {
            assertThat(PlanReader.read(on("Degradable", "priority", Declared.constant(priority)))
                            .problems())
                    .as(priority)
                    .isEmpty();
        }
        for (String priority : List.of("LOW", "NORMAL", "HIGH", "CRITICAL")) {
            DeclaredType type = on("Degradable", "priority", Declared.constant(priority), "ramp", true);
            assertThat(PlanReader.read(type).problems()).as(priority).isEmpty();
        }
    }

    @Test
    void whatIsNotBuiltYetIsRefused() {
        assertError(
                on("Pooled"),
                "[not-built-yet] @Pooled on Shop.buy(Item, int): this version of Flyball has no engine "
                        + "for it. Fix: remove it; an executor of your own works, with @Bulkhead on the method it "
                        + "runs");
        assertError(
                on("Supervised"),
                "[not-built-yet] @Supervised on Shop.buy(Item, int): this version of Flyball has no "
                        + "engine for it. Fix: remove it; @Retry repeats a failed call and @CircuitBreaker stops "
                        + "calling what keeps failing");
        assertError(
                shop(List.of(annotation("Actor")), method("public void a()"), method("public void b()")),
                "[not-built-yet] @Actor on Shop: this version of Flyball has no engine for it. Fix: "
                        + "remove it; @Bulkhead(max = 1) with maxWaiting and maxWait runs one call of a method at a "
                        + "time");
    }

    @Test
    void aShareAboveTheWholeIsDoubtful() {
        assertWarning(
                shop(method("void a(@Key String who)", annotation("Bulkhead", "max", 3, "perOwner", 4))),
                "[owner-above-max] @Bulkhead on Shop.a(String): perOwner = 4 is above max = 3: one owner can take"
                        + " every place. Fix: choose perOwner below 3, or raise max");
    }

    private static DeclaredType on(String name, Object... values) {
        return shop(method("public Receipt buy(Item item, int count)", annotation(name, values)));
    }

    private static void assertError(DeclaredType type, String text) {
        assertThat(PlanReader.read(type).problems())
                .extracting(Problem::severity, Problem::text)
                .containsExactly(tuple(Problem.Severity.ERROR, text));
        assertThat(PlanReader.read(type).governed()).isEmpty();
    }

    private static void assertWarning(DeclaredType type, String text) {
        assertThat(PlanReader.read(type).problems())
                .extracting(Problem::severity, Problem::text)
                .containsExactly(tuple(Problem.Severity.WARNING, text));
    }
}
