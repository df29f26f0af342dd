package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad input gets: a clear line, and the program goes on. */
class BadInputIT {

    private static final String MAIN = """
            package com.acme;

            import dev.flyball.annotation.Bulkhead;

            public class Main {
                @Bulkhead(max = 0)
                static String wrong() {
                    return "ungoverned";
                }

                @Bulkhead(max = 1)
                static String right() {
                    try {
                        return "twice " + right();
                    } catch (RuntimeException refused) {
                        return refused.getClass().getSimpleName();
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    try {
                        Class.forName("com.acme.Half");
                    } catch (LinkageError damaged) {
                        System.out.println(damaged.getClass().getSimpleName());
                    }
                    System.out.println(wrong());
                    System.out.println(right());
                }
            }
            """;

    @TempDir
    Path folder;

    private Path program() throws IOException {
        Path classes = Programs.compile(
                folder, List.of("-cp", Programs.annotations().toString()), "com/acme/Main.java=" + MAIN);
        byte[] file = Files.readAllBytes(classes.resolve("com/acme/Main.class"));
        Files.write(classes.resolve("com/acme/Half.class"), Arrays.copyOf(file, file.length / 2));
        return classes;
    }

    @Test
    void aRefusedMethodAndADamagedClassLeaveTheRestGoverned() throws IOException {
        Jvm.Ended ended =
                Jvm.withAgent("agent.summary=true").classPath(program()).run("com.acme.Main");

        assertThat(ended.out().lines()).containsExactly("ClassFormatError", "ungoverned", "BulkheadFullException");
        assertThat(ended.err().lines().filter(line -> line.contains("ERROR"))).hasSize(2);
        assertThat(ended.err())
                .contains("[flyball] ERROR [not-woven] com.acme.Half is left as it was, its methods run ungoverned: ")
                .contains("1 declarations refused, 1 classes left as they were after a failure");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void anUnknownArgumentIsListedWithTheKnownOnes() throws IOException {
        Jvm.Ended ended = Jvm.withAgent("agent.debgu=true").classPath(program()).run("com.acme.Main");

        assertThat(ended.err())
                .contains(
                        "[flyball] WARN  [unknown-argument] the agent knows no argument agent.debgu, it is skipped. Known"
                                + " are enabled, agent.include, ")
                .contains("governs annotated methods");
        assertThat(ended.out()).contains("BulkheadFullException");
    }

    @Test
    void aSecondAgentDoesNothing() throws IOException {
        Jvm.Ended ended = Jvm.withAgent()
                .and("-javaagent:" + Jvm.agentJar())
                .classPath(program())
                .run("com.acme.Main");

        assertThat(ended.err())
                .contains(
                        "[flyball] WARN  [agent-twice] the agent runs in this JVM already; this one does nothing. Name it"
                                + " in one -javaagent option, or attach it once.");
        assertThat(ended.out()).contains("BulkheadFullException");
    }

    @Test
    void aDamagedAgentJarLeavesTheProgramUngoverned() throws IOException {
        Path damaged = folder.resolve("damaged.jar");
        Jars.without(Jvm.agentJar(), damaged, "inst/dev/flyball/agent/find/");

        Jvm.Ended ended =
                Jvm.plain().and("-javaagent:" + damaged).classPath(program()).run("com.acme.Main");

        assertThat(ended.err())
                .startsWith("[flyball] ERROR [agent-not-started] the agent could not start, the program runs"
                        + " ungoverned: ");
        assertThat(ended.out()).contains("ungoverned").doesNotContain("BulkheadFullException");
    }
}
