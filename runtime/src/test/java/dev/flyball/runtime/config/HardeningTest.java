package dev.flyball.runtime.config;

import static dev.flyball.runtime.config.Program.pay;
import static dev.flyball.runtime.config.Program.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flyball.model.PolicyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that would hang, exhaust or misuse the HOCON library are refused in a sentence. */
class HardeningTest {

    private static final String OPEN_FOR = "flyball.circuit-breaker.payments.open-for";

    private final Program program = new Program();

    private String openFor() {
        return program.load()
                .plan(pay(policy(PolicyKind.CIRCUIT_BREAKER, "payments")))
                .effective()
                .policies()
                .get(0)
                .attribute("openFor");
    }

    @Test
    void aValueMayComeFromTheEnvironmentAndKeepsItsLine() {
        program.variable("OPEN_SECONDS", "7").file("a.conf", "", OPEN_FOR + " = ${OPEN_SECONDS}s");
        assertThat(program.load()
                        .plan(pay(policy(PolicyKind.CIRCUIT_BREAKER, "payments")))
                        .policies()
                        .get(0)
                        .value("openFor"))
                .hasToString("7s <- a.conf:2 over 10s built-in");
    }

    @Test
    void aValueMayBeReplacedFromTheEnvironmentWhereTheVariableIsSet() {
        program.file("a.conf", OPEN_FOR + " = 3s", OPEN_FOR + " = ${?OPEN_FOR}");
        assertThat(openFor()).isEqualTo("3s");
        program.variable("OPEN_FOR", "4s");
        assertThat(openFor()).isEqualTo("4s");
    }

    @Test
    void aVariableThatIsNotSetIsAProblemOfItsKeyAlone() {
        program.file("a.conf", OPEN_FOR + " = ${GONE}", "flyball.circuit-breaker.payments.probes = 7");
        ConfigView view = program.load();
        assertThat(Program.texts(view.problems()))
                .containsExactly("[config-unset] " + OPEN_FOR + " = ${GONE} (a.conf:1) refers to what is not in the"
                        + " environment. Fix: set that variable, or write ${?NAME} to leave the key out where it is not"
                        + " set.");
        assertThat(view.plan(pay(policy(PolicyKind.CIRCUIT_BREAKER, "payments")))
                        .effective()
                        .policies()
                        .get(0)
                        .attribute("probes"))
                .isEqualTo("7");
    }

    @Test
    void valuesThatDoubleEachOtherDoNotExhaustTheHeap() {
        String[] lines = new String[40];
        lines[0] = "flyball.a0 = xxxxxxxxxx";
        for (int i = 1; i < lines.length; i++) {
            lines[i] = "flyball.a" + i + " = ${flyball.a" + (i - 1) + "}${flyball.a" + (i - 1) + "}";
        }
        program.file("a.conf", lines);
        assertThat(program.problems())
                .filteredOn(text -> text.startsWith("[config-unset]"))
                .hasSize(39);
    }

    @Test
    void deepNestingIsRefusedBeforeItIsParsed() {
        program.file("a.conf", "", "flyball " + "{ a ".repeat(20_000));
        assertThat(program.problems())
                .containsExactly(
                        "[config-too-deep] a.conf:2 nests deeper than 32 levels. Fix: write fewer braces, brackets"
                                + " or dots.");
    }

    @Test
    void aKeyOfVeryManyPartsIsRefusedBeforeItIsParsed() {
        program.file("a.conf", "flyball" + ".a".repeat(100_000) + " = 1");
        assertThat(program.problems()).singleElement().asString().startsWith("[config-too-deep] a.conf:1 ");
    }

    @Test
    void bracesInStringsAndCommentsDoNotCount() {
        program.file(
                "a.conf",
                "# " + "{".repeat(50),
                "// " + "[".repeat(50),
                "flyball.circuit-breaker.\"payments\".open-for = \"\"\"4s\"\"\" # \"",
                "flyball.circuit-breaker.\"a\\\"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\".probes = 7");
        assertThat(program.problems()).isEmpty();
        assertThat(openFor()).isEqualTo("4s");
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnparsed() {
        program.file("a.conf", "#".repeat(256 * 1024) + "\n" + OPEN_FOR + " = 1s");
        assertThat(program.problems())
                .containsExactly(
                        "[config-file] a.conf is among flyball.config.files (-Dflyball.config.files) but is longer"
                                + " than 256 KiB. Fix: name files that can be read, separated by commas.");
    }

    @Test
    void aFileThatIsNotTextIsRefused() {
        program.file("a.conf");
        program.files.put(Program.absolute("a.conf"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(program.problems()).singleElement().asString().contains("but is not UTF-8");
    }

    @Test
    void anAppendedListIsRefusedSinceItWouldLoseItsBeginning() {
        program.file("a.conf", "", "flyball.circuit-breaker.payments.record-on += a.B");
        assertThat(program.problems())
                .containsExactly(
                        "[config-append] a.conf:2 appends with +=, which would not see the list before it. Fix:"
                                + " write the whole list.");
    }

    @Test
    void anIncludedUrlIsNotOpened() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            String url = "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/x.conf";
            program.file("a.conf", "include url(\"" + url + "\")", OPEN_FOR + " = 4s");
            assertThat(program.problems())
                    .containsExactly("[config-include] a.conf includes \"" + url
                            + "\", which is a URL. Fix: include a file" + " in the same folder or below it.");
            assertThat(openFor()).isEqualTo("4s");
            assertThatCode(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void onlyFilesBelowTheIncludingOneAreIncluded() {
        program.file(
                        "conf/a.conf",
                        "include \"sub/b.conf\"",
                        "include \"../secret.conf\"",
                        "include \"/etc/passwd\"",
                        "include classpath(\"x.conf\")")
                .otherFile("conf/sub/b.conf", "", "flyball.circuit-breaker.payments.opne-for = 4s")
                .otherFile("secret.conf", OPEN_FOR + " = 5s");
        assertThat(program.problems())
                .containsExactlyInAnyOrder(
                        "[config-include] conf/a.conf includes \"../secret.conf\", which lies elsewhere. Fix: include a"
                                + " file in the same folder or below it.",
                        "[config-include] conf/a.conf includes \"/etc/passwd\", which lies elsewhere. Fix: include a file"
                                + " in the same folder or below it.",
                        "[config-include] conf/a.conf includes \"x.conf\", which is on the class path. Fix: include a file"
                                + " in the same folder or below it.",
                        "[config-unknown-key] flyball.circuit-breaker.payments.opne-for = 4s (conf/sub/b.conf:2) is no"
                                + " attribute of circuit-breaker. Fix: did you mean open-for?");
    }

    @Test
    void anIncludeInsideAnObjectStandsThere() {
        program.variable("SECONDS", "4")
                .file("a.conf", "flyball.circuit-breaker { include \"b.conf\" }")
                .otherFile("b.conf", "payments.open-for = ${SECONDS} s");
        assertThat(program.problems()).isEmpty();
        assertThat(openFor()).isEqualTo("4s");
    }

    @Test
    void aMissingIncludeIsEmptyUnlessRequired() {
        program.file("a.conf", "include \"b.conf\"", OPEN_FOR + " = 4s");
        assertThat(program.problems()).isEmpty();
        program.otherFile("a.conf", "include required(\"b.conf\")");
        assertThat(program.problems()).singleElement().asString().contains("includes \"b.conf\", which does not exist");
    }

    @Test
    void filesThatIncludeEachOtherEnd() {
        program.file("a.conf", "include \"b.conf\"").otherFile("b.conf", "include \"a.conf\"");
        assertThat(program.problems())
                .singleElement()
                .asString()
                .contains("b.conf includes \"a.conf\", which includes itself");
    }

    @Test
    void includesThatMultiplyEnd() {
        program.file("f0.conf", "include \"f1.conf\"\ninclude \"f1.conf\"");
        for (int i = 1; i < 40; i++) {
            String next = "include \"f" + (i + 1) + ".conf\"";
            program.otherFile("f" + i + ".conf", next, next);
        }
        assertThat(program.problems()).anySatisfy(text -> assertThat(text).contains("is one of more than 100 files"));
    }

    @Test
    void aResourceOnTheClassPathIncludesNothing() {
        program.jar("a.jar", "include \"b.conf\"").otherFile("b.conf", OPEN_FOR + " = 4s");
        assertThat(program.problems())
                .containsExactly(
                        "[config-include] test:a.jar!/META-INF/flyball.conf includes \"b.conf\", which is included"
                                + " from the class path. Fix: include a file in the same folder or below it.");
    }

    @Test
    void noFileMakesTheLoaderThrow() {
        Random random = new Random(20_261_121);
        String[] pieces = {
            "flyball",
            ".",
            "{",
            "}",
            "[",
            "]",
            "=",
            ":",
            "\n",
            "\"",
            "\"\"\"",
            "${",
            "${?",
            "}",
            "+=",
            "#",
            "//",
            " ",
            "include ",
            "required(",
            "file(",
            ")",
            "a",
            "circuit-breaker",
            "open-for",
            "10s",
            "1e999",
            "null",
            "true",
            ",",
            "\\",
            "\u0000",
            "é",
            "rate-limited",
            "default",
            "-",
            "order",
            "enabled",
            "(",
            "url("
        };
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "flyball." : "");
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            program.files.put(
                    Path.of("a.conf").toAbsolutePath(), text.toString().getBytes(StandardCharsets.UTF_8));
            program.properties.put("flyball.config.files", "a.conf");
            assertThatCode(program::load).as(text.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void noBytesMakeTheLoaderThrow() {
        Random random = new Random(7);
        program.file("a.conf");
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            program.files.put(Program.absolute("a.conf"), bytes);
            assertThatCode(program::load).as(Arrays.toString(bytes)).doesNotThrowAnyException();
        }
    }
}
