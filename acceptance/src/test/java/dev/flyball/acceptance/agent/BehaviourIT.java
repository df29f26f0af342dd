package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One program, governed by its generated wrappers, by the agent, and by both: it must not tell the difference. */
class BehaviourIT {

    private static final List<String> SOURCES = List.of("Office", "OrderApi", "Orders", "Program");

    /** The interface's bodies name nothing of ours. */
    private static final String INHERIT = "agent.inherit=com.acme";

    @TempDir
    static Path folder;

    static Path plain = Path.of("");
    static Path wrapped = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        SOURCES.forEach(name -> sources.put("com/acme/" + name + ".java", resource(name + ".java")));
        plain = Programs.compile(
                folder,
                List.of("-cp", Programs.annotations().toString()),
                sources.entrySet().stream()
                        .map(source -> source.getKey() + "=" + source.getValue())
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
        assertThat(ended.out()).as(ended.err()).isEqualTo(resource("governed.txt"));
        assertThat(ended.err().lines().filter(line -> !line.contains(" rule="))) // alerts are another matter
                .noneMatch(line -> line.contains("ERROR"));
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void withoutWrapperAndAgentNothingIsRefused() {
        Jvm.Ended ended = Jvm.plain().classPath(plain).run("com.acme.Program", "plain");

        assertThat(ended.out()).contains("counted: ok ok ok").doesNotContain("RateLimited", "CircuitOpen", "Bulkhead");
    }

    @Test
    void byItsWrappers() {
        isGoverned(Jvm.plain().classPath(withRuntime(wrapped)).run("com.acme.Program", "wrapped"));
    }

    @Test
    void byTheAgent() {
        isGoverned(Jvm.withAgent(INHERIT).classPath(withRuntime(plain)).run("com.acme.Program", "plain"));
    }

    @Test
    void byTheAgentWithItsOwnRuntime() {
        isGoverned(Jvm.withAgent(INHERIT).classPath(plain).run("com.acme.Program", "plain"));
    }

    @Test
    void byBothWithOneAdmissionForEachCall() {
        isGovernedByBoth(Jvm.withAgent(INHERIT).classPath(withRuntime(wrapped)).run("com.acme.Program", "wrapped"));
    }

    /**
     * The same but for one line: a call that is under way in a wrapper when woven code first runs beneath it, and is
     * tried again, passes both from the second attempt on, so that its permits are spent sooner.
     */
    private static void isGovernedByBoth(Jvm.Ended ended) {
        assertThat(ended.out())
                .as(ended.err())
                .isEqualTo(resource("governed.txt").replace("retry-pays: RateLimited 2", "retry-pays: RateLimited 1"));
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void byItsWrappersAndThenByAnAgentThatComesLate() throws IOException {
        Path go = folder.resolve("go");
        Jvm.Running program = Jvm.plain()
                .and("-Dflyball.agent.inherit=com.acme")
                .classPath(withRuntime(wrapped))
                .start("com.acme.Program", "wrapped", go.toString());
        program.awaitOut("ready");

        Jvm.Ended attach = Jvm.plain()
                .and("-jar", Jvm.agentJar().toString())
                .run("attach", String.valueOf(program.process().pid()));
        Files.createFile(go);
        Jvm.Ended ended = Jvm.end(program);

        assertThat(attach.exitCode()).as(attach.all()).isZero();
        assertThat(ended.out()).startsWith("""
                counted: ok ok
                ready
                counted: ok
                counted: ok ok RateLimited
                patient: ok ok ok
                keyed: a RateLimited b
                """);
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void theSameOnNewerJdks() throws IOException {
        List<Path> homes = Jdks.others();
        if (homes.isEmpty()) {
            System.out.println("NO SECOND JDK WAS FOUND: wrappers and agent ran on "
                    + System.getProperty("java.version") + " only. Name others in FLYBALL_JDKS.");
        }
        for (Path home : homes) {
            System.out.println("Wrappers and the packaged agent also run on " + home);
            isGoverned(Jvm.plain().of(home).classPath(withRuntime(wrapped)).run("com.acme.Program", "wrapped"));
            isGoverned(Jvm.withAgent(INHERIT).of(home).classPath(plain).run("com.acme.Program", "plain"));
            isGovernedByBoth(Jvm.withAgent(INHERIT)
                    .of(home)
                    .classPath(withRuntime(wrapped))
                    .run("com.acme.Program", "wrapped"));
        }
    }
}
