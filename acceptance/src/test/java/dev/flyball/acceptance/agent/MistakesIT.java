package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same mistakes before the compiler and before the agent: one text, and whatever is right stays governed. */
class MistakesIT {

    private static final String LATE = """
        package com.acme;

        import dev.flyball.annotation.Pooled;
        import dev.flyball.annotation.RateLimited;
        import java.util.concurrent.Callable;

        public class Late {
            @Pooled
            public String notBuilt() {
                return "runs";
            }

            @RateLimited(permits = 0)
            public String invalid() {
                return "runs";
            }

            @RateLimited(permits = 1, per = "1h")
            public String valid() {
                return "runs";
            }

            static String call(Callable<String> body) {
                try {
                    return body.call();
                } catch (Exception refused) {
                    return refused.getClass().getSimpleName();
                }
            }

            public static void main(String[] arguments) {
                Late late = new Late();
                System.out.println(call(late::notBuilt) + " " + call(late::invalid) + " " + call(late::valid) + " "
                        + call(late::valid));
            }
        }
        """;

    private static final String NOT_BUILT =
            "[not-built-yet] @Pooled on Late.notBuilt(): this version of Flyball has no engine for it. Fix: remove it;";
    private static final String INVALID = "[rate-not-positive] @RateLimited on Late.invalid(): permits = 0 must be at"
            + " least 1. Fix: choose a value of at least 1";

    @TempDir
    Path folder;

    private Path compiled() {
        return Programs.compile(
                folder, List.of("-cp", Programs.annotations().toString()), "com/acme/Late.java=" + LATE);
    }

    @Test
    void areCompileErrorsAtTheirPlaceWithTheProcessor() throws IOException {
        Processed processed = Processed.of(folder, Map.of("com/acme/Late.java", LATE));

        assertThat(processed.succeeded()).isFalse();
        assertThat(processed.messages())
                .contains("Late.java:8: error: " + NOT_BUILT)
                .contains("Late.java:13: error: " + INVALID)
                .contains("2 errors");
    }

    @Test
    void areRefusedCountedAndToldOnceWithTheAgent() {
        Jvm.Ended ended =
                Jvm.withAgent("agent.summary=true").classPath(compiled()).run("com.acme.Late");

        assertThat(ended.out().strip()).isEqualTo("runs runs runs RateLimitedException");
        assertThat(ended.err().lines().filter(line -> line.contains("ERROR")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("[flyball] ERROR " + NOT_BUILT),
                        line -> assertThat(line).startsWith("[flyball] ERROR " + INVALID));
        assertThat(ended.err()).contains("governed 1 methods in 1 classes; 2 declarations refused");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void ofAConfigurationAreListedWithFileLineAndWhatWasMeantAndTheNextLayerStaysInForce() throws IOException {
        Path file = Files.writeString(folder.resolve("flyball.conf"), """
            flyball {
              rate-limited.com.acme.Late.valid {
                permitz = 2
                permits = -4
              }
              rate-limitd.x.permits = 3
            }
            """);

        Jvm.Ended ended =
                Jvm.withAgent("config.files=" + file).classPath(compiled()).run("com.acme.Late");

        assertThat(ended.err())
                .contains("3 problems in the configuration; the next layer's value is in force for each:")
                .contains("flyball.rate-limited.com.acme.Late.valid.permitz = 2 (" + file
                        + ":3) is no attribute of rate-limited. Fix: did you mean permits?")
                .contains("flyball.rate-limited.com.acme.Late.valid.permits = -4 (" + file + ":4) must be at least 1.")
                .contains("flyball.rate-limitd.x.permits = 3 (" + file
                        + ":6) is no key of Flyball. Fix: did you mean rate-limited?");
        assertThat(ended.out().strip()).isEqualTo("runs runs runs RateLimitedException");
    }

    /** Whoever asks for it must not run ungoverned: the first governed call throws, and every further one. */
    @Test
    void ofAConfigurationStopTheProgramAtItsFirstGovernedCallIfSoAsked() throws IOException {
        Path file = Files.writeString(folder.resolve("flyball.conf"), "flyball.metrics.executors = maybe\n");

        Jvm.Ended ended = Jvm.withAgent("config.files=" + file, "config.on-error=fail")
                .classPath(compiled())
                .run("com.acme.Late");

        assertThat(ended.err())
                .contains("1 problem in the configuration; nothing governed runs, as flyball.config.on-error is fail:")
                .contains("[bad-choice] flyball.metrics.executors = maybe (" + file
                        + ":1) is not one of its words. Fix: write on or off.");
        assertThat(ended.out().strip())
                .isEqualTo("runs runs ConfigurationRefusedException ConfigurationRefusedException");
    }
}
