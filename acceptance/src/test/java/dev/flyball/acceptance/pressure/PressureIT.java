package dev.flyball.acceptance.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flyball.acceptance.agent.Jdks;
import dev.flyball.acceptance.pressure.Trial.Course;
import dev.flyball.acceptance.pressure.Trial.Line;
import dev.flyball.runtime.pressure.PressureLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Programs in JVMs of their own that press their memory or processors, under each collector. What is asserted is the order
 * of what they tell, and of times only that a latched reading recovers within 30 s and 15 s for each level.
 */
@SuppressWarnings("EnumOrdinal") // a level's number is how many steps it is above NORMAL
class PressureIT {

    private static final String QUICK = "10";
    private static final String REAL = "1";

    private static void cameAndWent(Course course, PressureLevel expected) {
        assertThat(course.until("churned", "released"))
                .as("churn is no pressure: " + course)
                .isEmpty();
        PressureLevel noticed = PressureLevel.NORMAL;
        for (Line line : course.until("released", "full")) {
            noticed = line.level().compareTo(noticed) > 0 ? line.level() : noticed;
        }
        assertThat(noticed).as("before it was full: " + course).isGreaterThanOrEqualTo(expected);
        assertThat(course.first("end").level()).as(course.toString()).isEqualTo(PressureLevel.NORMAL);
    }

    @Test
    void underEachCollectorALeakIsNoticedAndItsEndToo() throws Exception {
        for (Course course : Trial.run(Trial.each(Trial.thisHome(), "leak", "85", QUICK))) {
            cameAndWent(course, PressureLevel.HIGH);
        }
    }

    @Test
    @Tag("slow")
    void leaksOfOtherSizesOnEveryJdk() throws Exception {
        List<Path> homes = new ArrayList<>(List.of(Trial.thisHome()));
        homes.addAll(Jdks.others());
        for (Path home : homes) {
            for (Course course : Trial.run(Trial.each(home, "leak", "75", QUICK))) {
                cameAndWent(course, PressureLevel.ELEVATED);
            }
            for (Course course : Trial.run(Trial.each(home, "leak", "92", QUICK))) {
                cameAndWent(course, PressureLevel.HIGH);
            }
        }
    }

    @Test
    @Tag("slow")
    void whoShedsAllAndAllocatesNothingRecoversInTime() throws Exception {
        for (Course course : Trial.run(Trial.each(Trial.thisHome(), "latch", "85", REAL))) {
            cameAndWent(course, PressureLevel.HIGH);
            long took = course.first("end").millis() - course.first("released").millis();
            int levels = course.highest().ordinal();
            long late = 20L + levels; // a look each, collections that had begun, and a machine with other work
            assertThat(took).as(course.toString()).isLessThanOrEqualTo(1_000 * (30 + 15L * levels + late));
        }
    }

    @Test
    @Tag("slow")
    void withoutTheModuleOfManagementMemoryIsSensedAllTheSame() throws Exception {
        Trial trial = new Trial(Trial.thisHome(), "Serial", List.of("leak", "85", QUICK));
        cameAndWent(trial.run("--limit-modules", "java.base,java.management"), PressureLevel.HIGH);
    }

    @Test
    @Tag("slow")
    void asManySpinnersAsProcessorsAreNoOverload() throws Exception {
        assumeTrue(waiting() < 5, "other programs keep this machine busy");
        assertThat(spin(1).highest()).isLessThanOrEqualTo(PressureLevel.HIGH);
    }

    @Test
    @Tag("slow")
    void fourTimesAsManyAreWhereTheKernelTells() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/proc/pressure/cpu")) || Files.isReadable(Path.of("/proc/self/schedstat")));
        Course course = spin(4);
        assertThat(course.highest()).as(course.toString()).isGreaterThanOrEqualTo(PressureLevel.CRITICAL);
    }

    private static Course spin(int times) throws IOException, InterruptedException, ExecutionException {
        int threads = times * Runtime.getRuntime().availableProcessors();
        Trial trial = new Trial(Trial.thisHome(), "Serial", List.of("spin", Integer.toString(threads), REAL));
        return trial.run();
    }

    /** Percent of the last ten seconds in which some program of this machine waited for a processor. */
    private static double waiting() throws IOException {
        Path file = Path.of("/proc/pressure/cpu");
        Matcher some =
                Pattern.compile("some avg10=([0-9.]+)").matcher(Files.isReadable(file) ? Files.readString(file) : "");
        return some.find() ? Double.parseDouble(some.group(1)) : 0;
    }
}
