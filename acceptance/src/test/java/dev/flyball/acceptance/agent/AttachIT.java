package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that runs already. */
class AttachIT {

    private static final String LOOP = """
            package com.acme;

            import dev.flyball.annotation.RateLimited;

            public class Loop {
                @RateLimited(permits = 1, per = "1h")
                static int call() {
                    return 1;
                }

                public static void main(String[] arguments) throws Exception {
                    System.out.println("running " + call() + call());
                    for (int round = 0; round < 3000; round++) {
                        try {
                            call();
                        } catch (RuntimeException refused) {
                            System.out.println(refused.getClass().getSimpleName() + " in " + refused.getStackTrace().length);
                            return;
                        }
                        Thread.sleep(10);
                    }
                    System.out.println("never refused");
                }
            }
            """;

    @TempDir
    Path folder;

    private Path loop() {
        return Programs.compile(
                folder, List.of("-cp", Programs.annotations().toString()), "com/acme/Loop.java=" + LOOP);
    }

    private static Jvm.Ended command(String... arguments) {
        return Jvm.plain().and("-jar", Jvm.agentJar().toString()).run(arguments);
    }

    @Test
    void isGovernedFromThenOn() {
        Jvm.Running program = Jvm.plain().classPath(loop()).start("com.acme.Loop");
        program.awaitOut("running 11");

        Jvm.Ended attach = command("attach", String.valueOf(program.process().pid()));
        Jvm.Ended ended = Jvm.end(program);

        assertThat(attach.all()).startsWith("attached to " + program.process().pid());
        assertThat(attach.exitCode()).isZero();
        assertThat(ended.out()).contains("RateLimitedException");
        assertThat(ended.err()).contains("governs annotated methods, attached: governed 1 methods in 1 classes");
    }

    @Test
    void isListed() {
        Jvm.Running program = Jvm.plain().classPath(loop()).start("com.acme.Loop");
        try {
            program.awaitOut("running 11");
            assertThat(command("attach", "--list").out())
                    .contains(program.process().pid() + "  com.acme.Loop");
        } finally {
            program.process().destroyForcibly();
        }
    }

    @Test
    void aWrongPidIsToldWithWhatIsNeeded() {
        Jvm.Ended ended = command("attach", "999999999");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("[not-attached] process 999999999: ")
                .endsWith("It must be a JVM of the same user, of Java 17 or newer, that was not started with"
                        + " -XX:+DisableAttachMechanism." + System.lineSeparator());
        assertThat(command("attach", "shop").err())
                .isEqualTo(
                        "[no-pid] attach needs the process id of a Java program: attach 4711; attach --list shows them."
                                + System.lineSeparator());
    }
}
