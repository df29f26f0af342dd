package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that do not mention Flyball themselves. */
class InheritanceIT {

    private static final String PROGRAM = """
            package com.acme;

            import dev.flyball.annotation.RateLimited;

            @RateLimited(permits = 1, per = "1h")
            @interface Scarce {}

            interface Port<T> {
                @RateLimited(permits = 1, per = "1h")
                String send(T what);
            }

            interface Wider extends Port<String> {}

            class Sender implements Wider {
                @Override
                public String send(String what) {
                    return "sent " + what;
                }

                @Scarce
                String scarce() {
                    return "scarce";
                }
            }

            public class Main {
                public static void main(String[] arguments) {
                    Wider port = new Sender();
                    for (int call = 0; call < 2; call++) {
                        try {
                            System.out.println(port.send("a"));
                        } catch (RuntimeException refused) {
                            System.out.println(refused.getClass().getSimpleName());
                        }
                        try {
                            System.out.println(((Sender) port).scarce());
                        } catch (RuntimeException refused) {
                            System.out.println(refused.getClass().getSimpleName());
                        }
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private Path program() {
        return Programs.compile(
                folder, List.of("-cp", Programs.annotations().toString()), "com/acme/Main.java=" + PROGRAM);
    }

    @Test
    void areGovernedWhereAnIndexNamesWhatPassesGovernanceOn() {
        Path classes = program();
        Jvm.Ended scan =
                Jvm.plain().and("-jar", Jvm.agentJar().toString()).run("scan", "--write-index", classes.toString());
        Jvm.Ended ended = Jvm.withAgent().classPath(classes).run("com.acme.Main");

        assertThat(scan.out()).contains("governed com.acme.Sender String send(String): rate-limited");
        assertThat(ended.out().lines())
                .containsExactly("sent a", "scarce", "RateLimitedException", "RateLimitedException");
    }

    @Test
    void areGovernedWhereTheUserNamesIt() {
        Jvm.Ended ended = Jvm.withAgent(
                        "agent.inherit=com.acme.Port,com.acme.Wider", "agent.stereotypes=com.acme.Scarce")
                .classPath(program())
                .run("com.acme.Main");

        assertThat(ended.out().lines())
                .containsExactly("sent a", "scarce", "RateLimitedException", "RateLimitedException");
    }

    @Test
    void areWarnedOfElse() {
        Jvm.Ended ended = Jvm.withAgent().classPath(program()).run("com.acme.Main");

        assertThat(ended.out().lines()).containsExactly("sent a", "scarce", "sent a", "scarce");
        assertThat(ended.err())
                .contains(
                        "[flyball] WARN  [not-indexed] com.acme.Port passes governance on to classes that do not mention"
                                + " it themselves, and the agent does not see that. Fix: scan --write-index before packing, or name"
                                + " it in flyball.agent.inherit (interfaces) or flyball.agent.stereotypes (annotations).");
    }
}
