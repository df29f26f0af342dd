package dev.flyball.runtime.pressure.resource;

import static dev.flyball.runtime.pressure.PressureLevel.CRITICAL;
import static dev.flyball.runtime.pressure.PressureLevel.ELEVATED;
import static dev.flyball.runtime.pressure.PressureLevel.EMERGENCY;
import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static dev.flyball.runtime.pressure.PressureLevel.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.pressure.PressureLevel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Signals and levels over time. */
@SuppressWarnings("EnumOrdinal") // levels by their number, which is what these tests are about
class AssessorTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SEED = 20_261_121L;

    private final Raw raw = new Raw();
    private Assessor assessor = new Assessor();
    private ResourceSpec spec = ResourceSpec.DEFAULT.withPrediction(false);
    private boolean held;
    private long now = -100 * SECOND; // readings of the clock may be negative
    private long collections;

    private ResourceReading look() {
        return look(SECOND);
    }

    private ResourceReading look(long after) {
        now += after;
        return assessor.next(raw, spec, held, now);
    }

    private ResourceReading looks(int many) {
        ResourceReading last = look();
        for (int i = 1; i < many; i++) {
            last = look();
        }
        return last;
    }

    /** A collection leaves that many percent of the heap. */
    private void collect(int percent) {
        raw.live = new Sample(percent, 100, now, ++collections);
    }

    private ResourceReading collecting(int percent, int seconds) {
        ResourceReading last = look();
        for (int i = 0; i < seconds; i++) {
            collect(percent);
            last = look();
        }
        return last;
    }

    @Test
    void nothingKnownIsNormal() {
        ResourceReading reading = looks(3);
        assertThat(reading.level()).isEqualTo(NORMAL);
        assertThat(reading.pressure()).isZero();
        assertThat(reading.reason()).isEqualTo("nothing is under pressure");
    }

    @Test
    void liveMemoryRaisesTheLevelAfterAWhile() {
        collecting(10, 5);
        assertThat(collecting(85, 1).level()).isEqualTo(NORMAL);
        ResourceReading reading = collecting(85, 8);
        assertThat(reading.level()).isEqualTo(HIGH);
        assertThat(reading.reason()).isEqualTo("memory: 85 % of the heap were live 1 s ago");
    }

    @Test
    void anEmergencyOfMemoryIsBelievedAtOnce() {
        collecting(10, 5);
        collect(96);
        assertThat(look().level()).isEqualTo(EMERGENCY);
    }

    @Test
    void anAllocationThatWaitedIsBelievedAtOnceAndOnlyOnce() {
        collecting(10, 5);
        raw.allocationStalls++;
        ResourceReading reading = look();
        assertThat(reading.level()).isEqualTo(CRITICAL);
        assertThat(reading.reason()).isEqualTo("memory: the collector could not keep up: 1 allocations waited");
        assertThat(look().memory().raw()).isLessThan(0.1);
    }

    @Test
    void aKillForWantOfMemoryIsAnEmergency() {
        looks(2);
        raw.outOfMemory++;
        assertThat(look().level()).isEqualTo(EMERGENCY);
    }

    @Test
    void whatHappenedBeforeTheFirstLookIsNoNews() {
        raw.outOfMemory = 7;
        raw.allocationStalls = 7;
        raw.pausedMillis = 1_000_000;
        assertThat(looks(3).pressure()).isZero();
    }

    @Test
    void processorsAreNeverBelievedAtOnce() {
        raw.ownGroup = true;
        looks(2);
        raw.cpuStalled = 1;
        assertThat(look().level()).as("a burst of compiling, perhaps").isEqualTo(NORMAL);
        assertThat(looks(8).level()).isEqualTo(EMERGENCY);
        assertThat(look().reason())
                .isEqualTo("cpu: threads of this container waited for a processor 100 % of the time");
    }

    @Test
    void smoothingDependsOnTimeNotOnLooks() {
        raw.ownGroup = true;
        look();
        raw.cpuStalled = 1;
        double inOne = look(SECOND).pressure();
        assessor = new Assessor();
        raw.cpuStalled = 0;
        look();
        raw.cpuStalled = 1;
        double inFour = 0;
        for (int i = 0; i < 4; i++) {
            inFour = look(SECOND / 4).pressure();
        }
        assertThat(Math.abs(inOne - inFour)).isLessThan(1e-9);
    }

    @Test
    void pausesCountOverThirtySeconds() {
        looks(40);
        for (int i = 0; i < 30; i++) {
            raw.pausedMillis += 350;
            look();
        }
        ResourceReading reading = looks(1);
        assertThat(reading.memory().collecting()).isBetween(0.33, 0.36);
        assertThat(reading.level()).isEqualTo(HIGH);
        assertThat(looks(31).memory().collecting()).isZero();
    }

    @Test
    void whileLiveMemoryIsRenewedItIsNotLatched() {
        ResourceReading reading = collecting(89, 100);
        assertThat(reading.level()).isEqualTo(CRITICAL);
        assertThat(reading.latched()).isFalse();
    }

    @Test
    void anOldReadingOfLiveMemoryIsLatchedThenDisownedAndTheLevelStepsDown() {
        collecting(89, 20);
        assertThat(looks(8).latched()).isFalse(); // measured a second before its first look
        assertThat(look().latched()).isTrue();
        ResourceReading reading = looks(19);
        assertThat(reading.latched()).isTrue();
        assertThat(reading.memory().disowned()).isFalse();
        reading = look();
        assertThat(reading.memory().disowned()).isTrue();
        assertThat(reading.level()).isEqualTo(CRITICAL);
        assertThat(looks(15).level()).isEqualTo(HIGH);
        assertThat(looks(15).level()).isEqualTo(ELEVATED);
        assertThat(looks(14).latched()).isTrue();
        reading = look();
        assertThat(reading.level()).isEqualTo(NORMAL);
        assertThat(reading.latched()).isFalse();
        assertThat(looks(100).level()).as("what is disowned stays so").isEqualTo(NORMAL);
        assertThat(collecting(89, 10).level()).as("a new measurement counts").isEqualTo(CRITICAL);
    }

    @Test
    void inAnEmergencyNobodyIsLetThroughButTheReadingIsDisownedToo() {
        collecting(97, 3);
        assertThat(looks(28).latched()).isFalse();
        assertThat(looks(2).memory().disowned()).isTrue();
        assertThat(looks(15).level()).isEqualTo(CRITICAL);
        assertThat(looks(45).level()).isEqualTo(NORMAL);
    }

    @Test
    void aForcedLevelArmsNothing() {
        collecting(89, 20);
        held = true;
        ResourceReading reading = looks(60);
        assertThat(reading.latched()).isFalse();
        assertThat(reading.memory().disowned()).isFalse();
        assertThat(reading.computed()).isEqualTo(CRITICAL);
    }

    @Test
    void atNormalAnOldReadingIsBelieved() {
        collecting(60, 20);
        ResourceReading reading = looks(300);
        assertThat(reading.memory().raw()).isEqualTo(0.50);
        assertThat(reading.memory().disowned()).isFalse();
    }

    /** D2: down one step at a time, each after its dwell; D4: a reading that grows old is left within 30 s + 15 s a level. */
    @Test
    void levelsStepDownOneAtATimeWhateverIsSensed() {
        for (int run = 0; run < 300; run++) {
            Random random = new Random(SEED + run);
            assessor = new Assessor();
            PressureLevel before = NORMAL;
            long changedAt = now;
            for (int i = 0; i < 400; i++) {
                disturb(random);
                ResourceReading reading = look((long) ((0.05 + random.nextDouble() * 2) * SECOND));
                PressureLevel after = reading.level();
                String message = "seed " + (SEED + run) + ", look " + i;
                assertThat(reading.pressure()).as(message).isBetween(0.0, 1.0);
                if (after.compareTo(before) < 0) {
                    assertThat(before.ordinal() - after.ordinal()).as(message).isEqualTo(1);
                    assertThat(now - changedAt).as(message).isGreaterThanOrEqualTo(15 * SECOND);
                }
                changedAt = after == before ? changedAt : now;
                before = after;
            }
        }
    }

    private void disturb(Random random) {
        if (random.nextInt(10) == 0) {
            collect(random.nextInt(101));
        }
        raw.cpuUsed = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
        raw.cpuStalled = random.nextInt(5) == 0 ? random.nextDouble() : raw.cpuStalled;
        raw.runQueue = random.nextInt(5) == 0 ? random.nextDouble() : raw.runQueue;
        raw.pausedMillis += random.nextInt(200);
        raw.allocationStalls += random.nextInt(50) == 0 ? 1 : 0;
        raw.outOfMemory += random.nextInt(200) == 0 ? 1 : 0;
        held = random.nextInt(20) == 0;
    }

    @Test
    void whateverWasSensedAReadingThatGrowsOldIsLeftInTime() {
        for (int run = 0; run < 200; run++) {
            Random random = new Random(SEED + run);
            assessor = new Assessor();
            held = false;
            for (int i = 0; i < 20; i++) {
                collect(60 + random.nextInt(41));
                look();
            }
            long last = now;
            PressureLevel level = assessor.next(raw, spec, false, now).level();
            long allowed = (31 + 16L * level.ordinal()) * SECOND; // a look is late by a second at most
            while (level != NORMAL) {
                level = look((long) ((0.1 + random.nextDouble() * 0.9) * SECOND))
                        .level();
                assertThat(now - last).as("seed " + (SEED + run)).isLessThanOrEqualTo(allowed);
            }
        }
    }

    @Test
    void morePressureNeverMakesAMilderLevel() {
        for (int run = 0; run < 100; run++) {
            Random random = new Random(SEED + run);
            Assessor one = new Assessor();
            Assessor other = new Assessor();
            Raw less = new Raw();
            Raw more = new Raw();
            less.ownGroup = true;
            more.ownGroup = true;
            for (int i = 0; i < 300; i++) {
                less.cpuStalled = random.nextDouble();
                more.cpuStalled = less.cpuStalled + (1 - less.cpuStalled) * random.nextDouble();
                now += SECOND;
                PressureLevel mild = one.next(less, spec, false, now).level();
                PressureLevel strong = other.next(more, spec, false, now).level();
                assertThat(strong).as("seed " + (SEED + run)).isGreaterThanOrEqualTo(mild);
            }
        }
    }

    /** A noisy hour: what the numbers alone would do, and what is done. */
    @Test
    void anHourOfNoiseChangesTheLevelAFewTimes() {
        Random random = new Random(SEED);
        raw.ownGroup = true;
        int alone = 0;
        int done = 0;
        PressureLevel rawBefore = NORMAL;
        PressureLevel before = NORMAL;
        for (int i = 0; i < 3_600; i++) {
            double load = 0.22 + 0.15 * Math.sin(i * 2 * Math.PI / 900) + 0.12 * random.nextGaussian();
            raw.cpuStalled = Math.min(Math.max(load, 0), 1);
            ResourceReading reading = look();
            PressureLevel rawNow = PressureLevel.of(reading.cpu().raw());
            alone += rawNow == rawBefore ? 0 : 1;
            done += reading.level() == before ? 0 : 1;
            rawBefore = rawNow;
            before = reading.level();
        }
        assertThat(alone).isGreaterThan(1_000);
        assertThat(done).isLessThanOrEqualTo(20);
    }
}
