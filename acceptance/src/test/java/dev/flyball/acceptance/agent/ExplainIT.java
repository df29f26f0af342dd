package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a command. */
class ExplainIT {

    private static final String DESK = """
            package com.acme;

            import dev.flyball.annotation.Bulkhead;
            import dev.flyball.annotation.RateLimited;

            class Desk {
                @Bulkhead(max = 3, fallback = "queue")
                @RateLimited(permits = 10)
                String place(String order) {
                    return order;
                }

                String queue(String order) {
                    return order;
                }
            }
            """;

    private static final String WRONG = """
            package com.acme;

            class Wrong {
                @dev.flyball.annotation.Bulkhead(max = -1)
                void never() {}
            }
            """;

    @TempDir
    Path folder;

    private Path compile(String name, String source) {
        return Programs.compile(
                folder.resolve(name),
                List.of("-cp", Programs.annotations().toString()),
                "com/acme/" + name + ".java=" + source);
    }

    private static Jvm.Ended command(String... arguments) {
        return Jvm.plain().and("-jar", Jvm.agentJar().toString()).run(arguments);
    }

    @Test
    void printsThePlanAndTheOrderOfGatesWithAReasonEach() {
        Jvm.Ended ended = command("explain", compile("Desk", DESK).toString());

        assertThat(ended.out()).isEqualTo("""
                        com.acme.Desk
                          String place(String)
                            v1 fallback=queue rate-limited(name=com.acme.Desk.place permits=10 per=1s burst=0 \
                        algorithm=TOKEN_BUCKET min-permits=1 target-latency="" overload-on="" max-wait=0s warm-up=0s \
                        max-keys=10000 also="" inherit=PROPORTIONALLY) \
                        bulkhead(name=com.acme.Desk.place max=3 max-waiting=0 max-wait=0s per-owner=0)
                            1. fallback queue: stands in for refusals and failures of everything inside
                            2. rate-limited com.acme.Desk.place: waiting for a permit is not the callee's time
                            3. bulkhead com.acme.Desk.place: holds its place for as long as the work runs, even past a timeout
                            4. the body

                        1 governed methods in 1 classes, 0 declined, 0 errors, 0 warnings
                        """);
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void anErrorIsTheExitCodeToo() {
        Jvm.Ended ended = command("explain", compile("Wrong", WRONG).toString());

        assertThat(ended.out()).contains("  ERROR [").contains("1 errors");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void looksIntoTheJarsOfASpringBootJar() throws IOException {
        Path desk = compile("Desk", DESK);
        Path boot = folder.resolve("boot.jar");
        try (OutputStream out = Files.newOutputStream(boot);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/com/acme/Desk.class"));
            zip.write(Files.readAllBytes(desk.resolve("com/acme/Desk.class")));
            zip.putNextEntry(new ZipEntry("BOOT-INF/lib/wrong.jar"));
            ZipOutputStream inner = new ZipOutputStream(zip);
            inner.putNextEntry(new ZipEntry("com/acme/Wrong.class"));
            inner.write(Files.readAllBytes(compile("Wrong", WRONG).resolve("com/acme/Wrong.class")));
            inner.finish();
        }

        assertThat(command("scan", boot.toString()).out())
                .startsWith("governed com.acme.Desk String place(String): rate-limited, bulkhead, fallback queue")
                .contains("error [");
    }

    @Test
    void anUnparsableClassFileIsSkipped() throws IOException {
        Path classes = compile("Desk", DESK);
        byte[] file = Files.readAllBytes(classes.resolve("com/acme/Desk.class"));
        Files.write(classes.resolve("com/acme/Half.class"), java.util.Arrays.copyOf(file, file.length / 2));

        Jvm.Ended ended = command("explain", classes.toString());

        assertThat(ended.err()).startsWith("[unparsable-class] com.acme.Half is skipped: ");
        assertThat(ended.out()).contains("1 governed methods in 1 classes");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void whatDoesNotExistIsAnsweredWithWhatDoes() {
        Jvm.Ended unknown = command("detach", "1");
        assertThat(unknown.err())
                .startsWith(
                        "[unknown-command] there is no command detach; those that exist are explain, scan and attach.");
        assertThat(unknown.exitCode()).isEqualTo(2);

        Jvm.Ended missing = command("explain", "no-such.jar");
        assertThat(missing.err())
                .isEqualTo("[unreadable] no-such.jar does not exist; give a jar, or a folder of classes"
                        + System.lineSeparator());
        assertThat(missing.exitCode()).isEqualTo(2);
    }

    @Test
    void withoutACommandItTellsItsVersionAndUsage() {
        Jvm.Ended ended = command();

        assertThat(ended.out())
                .startsWith("flyball ")
                .contains("explain <jar|dir>...")
                .contains("attach <pid>");
        assertThat(ended.exitCode()).isZero();
    }
}
