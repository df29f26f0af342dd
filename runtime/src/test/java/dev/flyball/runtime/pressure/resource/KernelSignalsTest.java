package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of files as kernels make them, and as they should not. */
class KernelSignalsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String ENDLESS = "9223372036854771712\n";

    @TempDir
    Path folder;

    private final Raw raw = new Raw();
    private long now = 5 * SECOND;
    private KernelSignals signals = new KernelSignals(Path.of("none"), Path.of("none"));

    @BeforeEach
    void roots() {
        signals = new KernelSignals(folder.resolve("proc"), folder.resolve("cgroup"));
    }

    @AfterEach
    void close() {
        signals.close();
    }

    private void write(String path, String content) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A second later. */
    private Raw look() {
        now += SECOND;
        raw.clear();
        signals.read(now, raw);
        return raw;
    }

    private static String pressure(long some, long full) {
        return "some avg10=1.00 avg60=0.50 avg300=0.10 total=" + some
                + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=" + full + "\n";
    }

    private void two() {
        write("proc/self/cgroup", "0::/app.slice/mine\n");
        write("cgroup/cgroup.controllers", "cpu memory\n");
        String mine = "cgroup/app.slice/mine/";
        write(mine + "cgroup.type", "domain\n");
        write(mine + "cpu.pressure", pressure(1_000_000, 0));
        write(mine + "memory.pressure", pressure(0, 500_000));
        write(mine + "cpu.stat", "usage_usec 1\nnr_periods 100\nnr_throttled 10\nthrottled_usec 5\n");
        write(mine + "memory.current", "900\n");
        write(mine + "memory.max", "1000\n");
        write(mine + "memory.stat", "anon 700\nfile 200\ninactive_file 100\n");
        write(mine + "memory.events", "low 0\nhigh 0\nmax 0\noom 3\noom_kill 1\n");
    }

    @Test
    void versionTwo() {
        two();
        write("proc/pressure/cpu", pressure(77, 0));
        look();
        assertThat(raw.container).isEqualTo(0.8);
        assertThat(raw.cpuStalled).as("no rate yet").isNaN();
        assertThat(raw.outOfMemory).as("those before are not new").isZero();

        write("cgroup/app.slice/mine/cpu.pressure", pressure(1_400_000, 0));
        write("cgroup/app.slice/mine/memory.pressure", pressure(0, 600_000));
        write("cgroup/app.slice/mine/cpu.stat", "nr_periods 110\nnr_throttled 14\n");
        write("cgroup/app.slice/mine/memory.events", "oom 4\noom_kill 1\n");
        look();
        assertThat(raw.cpuStalled).isCloseTo(0.4, within(1e-9));
        assertThat(raw.ownGroup).isTrue();
        assertThat(raw.memoryStalled).isCloseTo(0.1, within(1e-9));
        assertThat(raw.throttled).isCloseTo(0.4, within(1e-9));
        assertThat(raw.outOfMemory).isEqualTo(1);
    }

    @Test
    void aLimitFurtherOutIsTheLimit() {
        two();
        write("cgroup/app.slice/mine/memory.max", "max\n");
        write("cgroup/app.slice/memory.max", "2000\n");
        write("cgroup/app.slice/memory.current", "1900\n");
        write("cgroup/app.slice/memory.stat", "inactive_file 0\n");
        assertThat(look().container).isEqualTo(0.95);
    }

    @Test
    void withoutALimitTheContainersMemoryIsNotKnown() {
        two();
        write("cgroup/app.slice/mine/memory.max", "max\n");
        assertThat(look().container).isNaN();
    }

    @Test
    void aLimitThatIsChangedInPlaceIsSeen() {
        two();
        look();
        write("cgroup/app.slice/mine/memory.max", "1600\n");
        assertThat(look().container).isEqualTo(0.5);
    }

    @Test
    void inAContainerThatIsToldAPathOutsideOfItTheMountIsItsGroup() {
        two();
        write("proc/self/cgroup", "0::/../../elsewhere/pod\n");
        write("cgroup/memory.current", "10\n");
        write("cgroup/memory.max", "20\n");
        assertThat(look().container).isEqualTo(0.5);
    }

    @Test
    void versionOne() {
        write("proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n");
        write("proc/pressure/cpu", pressure(1_000_000, 0));
        String memory = "cgroup/memory/docker/abc/";
        write(memory + "memory.usage_in_bytes", "980\n");
        write(memory + "memory.limit_in_bytes", "1000\n");
        write(memory + "memory.stat", "inactive_file 7\ntotal_inactive_file 30\n");
        write(memory + "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
        write("cgroup/cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 10\nnr_throttled 0\nthrottled_time 0\n");
        look();
        assertThat(raw.container).isEqualTo(0.95);
        write("proc/pressure/cpu", pressure(3_000_000, 0));
        write(memory + "memory.oom_control", "oom_kill 3\n");
        write("cgroup/cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 20\nnr_throttled 1\n");
        look();
        assertThat(raw.cpuStalled).as("more than there is time").isEqualTo(1);
        assertThat(raw.ownGroup).isFalse();
        assertThat(raw.outOfMemory).isEqualTo(1);
        assertThat(raw.throttled).isCloseTo(0.1, within(1e-9));
        write(memory + "memory.limit_in_bytes", ENDLESS);
        assertThat(look().container).isNaN();
    }

    @Test
    void withoutGroupsTheMachineTells() {
        write("proc/pressure/cpu", pressure(0, 0));
        write("proc/pressure/memory", pressure(0, 0));
        look();
        write("proc/pressure/cpu", pressure(250_000, 0));
        write("proc/pressure/memory", pressure(0, 20_000));
        look();
        assertThat(raw.cpuStalled).isCloseTo(0.25, within(1e-9));
        assertThat(raw.memoryStalled).isCloseTo(0.02, within(1e-9));
        assertThat(raw.container).isNaN();
    }

    private void nothingIsKnown() {
        assertThat(raw.cpuStalled).isNaN();
        assertThat(raw.memoryStalled).isNaN();
        assertThat(raw.runQueue).isNaN();
        assertThat(raw.throttled).isNaN();
        assertThat(raw.container).isNaN();
        assertThat(raw.outOfMemory).isZero();
    }

    @Test
    void withoutAnyFilesNothingIsKnown() {
        look();
        look();
        nothingIsKnown();
    }

    @Test
    void malformedFilesTellNothing() {
        two();
        for (String file : new String[] {
            "cpu.pressure",
            "memory.pressure",
            "cpu.stat",
            "memory.current",
            "memory.max",
            "memory.stat",
            "memory.events"
        }) {
            write("cgroup/app.slice/mine/" + file, "\0some total=\nfull x\nnr_periods -1\noom 99999999999999999999\n");
        }
        write("proc/self/task/1/schedstat", "much\n");
        look();
        look();
        nothingIsKnown();
    }

    @Test
    void aMalformedListOfGroupsTellsNothing() {
        two();
        write("proc/self/cgroup", "\0\n:::\n0::\0/\n");
        look();
        look();
        assertThat(raw.container).isNaN();
    }

    @Test
    void hugeFilesAreReadInPart() {
        two();
        write("cgroup/app.slice/mine/memory.stat", "anon 1\n".repeat(100_000) + "inactive_file 100\n");
        write("cgroup/app.slice/mine/memory.current", "900" + " ".repeat(1 << 20));
        assertThat(look().container).as("what lies too far behind is not known").isEqualTo(0.9);
    }

    @Test
    void foldersInPlaceOfFilesTellNothing() throws IOException {
        two();
        Path file = folder.resolve("cgroup/app.slice/mine/memory.current");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(look().container).isNaN();
    }

    @Test
    void aTotalThatWentBackIsAnother() {
        two();
        look();
        write("cgroup/app.slice/mine/cpu.pressure", pressure(5, 0));
        assertThat(look().cpuStalled).isNaN();
        write("cgroup/app.slice/mine/cpu.pressure", pressure(100_005, 0));
        assertThat(look().cpuStalled).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void whatWasNotLookedAtForLongIsNotKnown() {
        two();
        look();
        now += 60 * SECOND;
        assertThat(look().cpuStalled).isNaN();
    }

    @Test
    void aGroupThatVanishesIsLookedForAgain() throws IOException {
        two();
        assertThat(look().container).isEqualTo(0.8);
        signals.close(); // an open file would be read for ever, as a deleted one of the kernel's would not
        delete(folder.resolve("cgroup/app.slice"));
        assertThat(look().container).isNaN();
        two();
        assertThat(look().container).as("not tried again yet").isNaN();
        for (int i = 0; i < 61; i++) {
            look();
        }
        assertThat(raw.container).isEqualTo(0.8);
        assertThat(raw.outOfMemory).isZero();
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Test
    void ownThreadsTellHowLongTheyWaited() {
        write("proc/self/task/1/schedstat", "1000 0 1\n");
        write("proc/self/task/2/schedstat", "5000 100 1\n");
        assertThat(look().runQueue).as("no difference yet").isNaN();
        write("proc/self/task/1/schedstat", "1300 100 1\n");
        write("proc/self/task/2/schedstat", "5300 400 1\n");
        assertThat(look().runQueue).isEqualTo(0.4);
    }

    @Test
    void aThreadThatEndedIsForgottenAndANewOneFound() throws IOException {
        write("proc/self/task/1/schedstat", "1000 0 1\n");
        look();
        delete(folder.resolve("proc/self/task/1"));
        write("proc/self/task/2/schedstat", "0 0 1\n");
        for (int i = 0; i < 12; i++) {
            write("proc/self/task/2/schedstat", 100 * i + " " + 300 * i + " 1\n");
            look();
        }
        assertThat(raw.runQueue).isEqualTo(0.75);
    }

    @Test
    void ofManyThreadsSixteenAreLookedAtInTurn() {
        for (int task = 0; task < 200; task++) {
            write("proc/self/task/" + task + "/schedstat", "0 0 0\n");
        }
        for (int i = 0; i < 4; i++) {
            assertThat(look().runQueue).isNaN();
        }
        for (int task = 0; task < 200; task++) {
            write("proc/self/task/" + task + "/schedstat", "100 300 0\n");
        }
        assertThat(look().runQueue).as("the first sixteen").isEqualTo(0.75);
    }
}
