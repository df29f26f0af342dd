package dev.flyball.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void inAFileEachThingIsSaidOnce() {
        Progress progress = new Progress(out, false, "plain");
        progress.at("one", 0, ofSeconds(3));
        progress.at("one", 1_000_000_000, ofSeconds(3));
        progress.at("two", 0, ofSeconds(3));
        progress.done("measured");

        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly("plain: one ...", "plain: two ...", "plain: measured");
    }

    @Test
    void onATerminalTheLineIsRewrittenTenTimesASecondAtMost() {
        Progress progress = new Progress(out, true, "plain");
        progress.at("one", 0, ofSeconds(3));
        progress.at("one", 50_000_000, ofSeconds(3));
        progress.at("one", 1_500_000_000, ofSeconds(3));

        assertThat(bytes.toString(UTF_8))
                .contains("\rplain: one  0.0 of 3.0 s", "\rplain: one  1.5 of 3.0 s")
                .doesNotContain("0.1 of", "\n");
    }
}
