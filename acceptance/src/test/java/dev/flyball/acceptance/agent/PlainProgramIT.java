package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class path, with the runtime and without. */
class PlainProgramIT {

    private static final String STARTED = "governs annotated methods";

    @TempDir
    static Path folder;

    static Path shop = Path.of("");

    @BeforeAll
    static void compile() {
        shop = Programs.compile(
                folder,
                List.of("-cp", Programs.annotations().toString()),
                "com/acme/Shop.java=" + Programs.source("Shop.java.txt"));
    }

    private static Path[] withRuntime() {
        return Stream.concat(Stream.of(shop), Stream.of(Programs.runtime())).toArray(Path[]::new);
    }

    @Test
    void everySortOfMethodIsGovernedByTheRuntimeOfTheProgram() {
        Jvm.Ended ended = Jvm.withAgent().classPath(withRuntime()).run("com.acme.Shop");

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
        assertThat(ended.err()).contains(STARTED).doesNotContain("ERROR");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void everySortOfMethodIsGovernedInAProgramWithoutAnyJarOfOurs() {
        Jvm.Ended ended = Jvm.withAgent().classPath(shop).run("com.acme.Shop");

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
        assertThat(ended.err()).contains(STARTED).doesNotContain("SLF4J").doesNotContain("ERROR");
    }

    @Test
    void everythingVerifiesUnderTheFullVerifier() {
        Jvm.Ended ended = Jvm.withAgent().and("-Xverify:all").classPath(shop).run("com.acme.Shop");

        assertThat(ended.out()).isEqualTo(Shops.GOVERNED);
    }

    @Test
    void theSummarySaysWhatWasDone() {
        Jvm.Ended ended = Jvm.withAgent("agent.summary=true").classPath(shop).run("com.acme.Shop");

        assertThat(ended.err())
                .contains("[flyball] INFO  flyball governed 13 methods in 1 classes; 0 declarations refused,"
                        + " 0 classes left as they were after a failure");
    }

    @Test
    void aSynchronizedMethodIsWarnedOf() {
        Jvm.Ended ended = Jvm.withAgent().classPath(shop).run("com.acme.Shop");

        assertThat(ended.err())
                .contains(
                        "[flyball] WARN  [synchronized-method] com.acme.Shop.locked is synchronized: its callers wait for"
                                + " permits while they hold its monitor. Fix: lock inside the body, or govern a method that calls"
                                + " it.");
    }

    @Test
    void switchedOffItWeavesNothing() {
        Jvm.Ended ended = Jvm.withAgent("enabled=false").classPath(shop).run("com.acme.Shop");

        assertThat(ended.out()).contains("retry ! IllegalStateException").doesNotContain("rejected");
        assertThat(ended.err()).contains("is switched off by flyball.enabled=false; nothing is woven");
    }

    @Test
    void theSameOnNewerJdks() throws Exception {
        List<Path> homes = Jdks.others();
        if (homes.isEmpty()) {
            System.out.println("NO SECOND JDK WAS FOUND: the packaged agent ran on "
                    + System.getProperty("java.version") + " only. Name others in FLYBALL_JDKS.");
        }
        for (Path home : homes) {
            System.out.println("The packaged agent also runs on " + home);
            Jvm.Ended ended = Jvm.withAgent().of(home).classPath(withRuntime()).run("com.acme.Shop");
            assertThat(ended.out()).as(home.toString()).isEqualTo(Shops.GOVERNED);
            assertThat(ended.err()).as(home.toString()).doesNotContain("WARNING:");
        }
        assertThat(Files.exists(Jvm.agentJar())).isTrue();
    }
}
