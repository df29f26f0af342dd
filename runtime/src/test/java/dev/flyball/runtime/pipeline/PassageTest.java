package dev.flyball.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageTest {

    /** HotSpot's FreqInlineSize: what is larger is called, not inlined, and costs a governed call twice what it should. */
    private static final int INLINED = 325;

    @Test
    void noMethodOfTheHotPathIsTooBigToBeInlined() throws Exception {
        Path classes = Path.of(Passage.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringWriter code = new StringWriter();
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        PrintWriter out = new PrintWriter(code, true);
        int ended = javap.run(out, out, "-c", "-p", "-cp", classes.toString(), Passage.class.getName());

        assertThat(ended).isZero();
        assertThat(offsets(code.toString()).max().orElseThrow()).isLessThan(INLINED);
        assertThat(offsets(code.toString()).count()).isGreaterThan(100);
    }

    /** The offset of every instruction in its method. */
    private static IntStream offsets(String code) {
        return code.lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+: [a-z].*"))
                .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(':'))));
    }
}
