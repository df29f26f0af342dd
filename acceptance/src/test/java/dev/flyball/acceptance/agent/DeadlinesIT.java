package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deadlines, degradation and breakers that judge by time or memory: by wrappers, by the agent and by both, and what
 * only the agent can govern. Pressure is forced by the command line.
 */
class DeadlinesIT {

    private static final String PRESSED = "-Dflyball.pressure.force=high";

    @TempDir
    static Path folder;

    static Path plain = Path.of("");
    static Path wrapped = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        Map<String, String> sources = Map.of(
                "com/acme/Deadlines.java", resource("Deadlines.java"),
                "com/acme/DeadlinesProgram.java", resource("DeadlinesProgram.java"));
        plain = Programs.compile(
                folder,
                List.of("-cp", Programs.annotations().toString()),
                Stream.concat(
                                sources.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()),
                                Stream.of("com/acme/ClosedDeadlines.java=" + resource("ClosedDeadlines.java")))
                        .toArray(String[]::new));
        Processed processed = Processed.of(folder, sources);
        assertThat(processed.messages()).isEmpty();
        wrapped = processed.classes();
    }

    private static String resource(String name) {
        return Programs.source("/dev/flyball/acceptance/behaviour/" + name);
    }

    private static Path[] withRuntime(Path classes) {
        return Stream.concat(Stream.of(classes), Stream.of(Programs.runtime())).toArray(Path[]::new);
    }

    private static void isGoverned(Jvm.Ended ended) {
        assertThat(ended.out()).as(ended.err()).isEqualTo(resource("deadlines.txt"));
        assertThat(ended.err().lines().filter(line -> !line.contains(" rule="))) // alerts are another matter
                .noneMatch(line -> line.contains("ERROR"));
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void byTheirWrappers() {
        isGoverned(
                Jvm.plain().and(PRESSED).classPath(withRuntime(wrapped)).run("com.acme.DeadlinesProgram", "wrapped"));
    }

    @Test
    void byTheAgent() {
        isGoverned(
                Jvm.withAgent().and(PRESSED).classPath(withRuntime(plain)).run("com.acme.DeadlinesProgram", "plain"));
    }

    @Test
    void byTheAgentWithItsOwnRuntime() {
        isGoverned(Jvm.withAgent().and(PRESSED).classPath(plain).run("com.acme.DeadlinesProgram", "plain"));
    }

    @Test
    void byBothWithOneDeadlineForEachCall() {
        isGoverned(Jvm.withAgent()
                .and(PRESSED)
                .classPath(withRuntime(wrapped))
                .run("com.acme.DeadlinesProgram", "wrapped"));
    }

    @Test
    void onStaticPrivateAndFinalMethods() {
        Jvm.Ended ended = Jvm.withAgent().and(PRESSED).classPath(plain).run("com.acme.ClosedDeadlines");

        assertThat(ended.out()).as(ended.err()).isEqualTo("""
                static: CallTimedOut
                private: CallTimedOut
                final: CallTimedOut
                stage: CallTimedOutException
                degrades: 0 Degraded
                judged: IllegalState IllegalState CircuitOpen
                interrupted: false
                """);
        assertThat(ended.err().lines().filter(line -> !line.contains(" rule="))) // alerts are another matter
                .noneMatch(line -> line.contains("ERROR"));
    }

    /** Pressure is forced to NORMAL, so that full memory opens the breaker and nothing else. */
    @Test
    void aBreakerOpensWhileLiveMemoryIsShortAndClosesWhenThereIsRoom() {
        for (Jvm.Ended ended : new Jvm.Ended[] {
            Jvm.withAgent()
                    .and("-Xmx128m", "-Dflyball.pressure.force=normal")
                    .classPath(plain)
                    .run("com.acme.DeadlinesProgram", "plain", "memory"),
            Jvm.plain()
                    .and("-Xmx128m", "-Dflyball.pressure.force=normal")
                    .classPath(withRuntime(wrapped))
                    .run("com.acme.DeadlinesProgram", "wrapped", "memory")
        }) {
            assertThat(ended.out()).as(ended.err()).isEqualTo("""
                    room: ok ok
                    full: true ok
                    freed: true
                    """);
        }
    }
}
