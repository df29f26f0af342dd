package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTest {

    @TempDir
    Path folder;

    private final Text text = new Text();

    private Text of(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            text.read(channel);
        }
        return text;
    }

    @Test
    void numbersAreFoundByPlaceByWordAndByKey() throws IOException {
        of("some avg10=0.00 avg60=1.50 total=4711\nfull avg10=0.00 total=12\nnr_periods 7\n 9\n");
        assertThat(text.in("some", "total=")).isEqualTo(4711);
        assertThat(text.in("full", "total=")).isEqualTo(12);
        assertThat(text.after("nr_periods")).isEqualTo(7);
        assertThat(of("82754 1048064 2\n").number(1)).isEqualTo(1_048_064);
        assertThat(of("  12").number(0)).isEqualTo(12);
    }

    @Test
    void whatIsNotThereOrNoNumberIsUnknown() throws IOException {
        assertThat(of("").number(0)).isEqualTo(Text.UNKNOWN);
        assertThat(of("max\n").number(0)).isEqualTo(Text.UNKNOWN);
        assertThat(of("12x").number(0)).isEqualTo(Text.UNKNOWN);
        assertThat(of("-5").number(0)).isEqualTo(Text.UNKNOWN);
        assertThat(of("99999999999999999999999").number(0)).isEqualTo(Text.UNKNOWN);
        assertThat(of("1 2").number(2)).isEqualTo(Text.UNKNOWN);
        assertThat(of("nr_periods").after("nr_periods")).isEqualTo(Text.UNKNOWN);
        assertThat(of("nr_periods2 4").after("nr_periods")).isEqualTo(Text.UNKNOWN);
        assertThat(of("some avg10=1").in("some", "total=")).isEqualTo(Text.UNKNOWN);
        assertThat(of("some avg10=1\nfull total=5").in("some", "total=")).isEqualTo(Text.UNKNOWN);
    }

    @Test
    void ofAHugeFileTheBeginningIsSeen() throws IOException {
        of("first 1\n" + "x 2\n".repeat(100_000) + "last 3\n");
        assertThat(text.after("first")).isEqualTo(1);
        assertThat(text.after("last")).isEqualTo(Text.UNKNOWN);
    }

    @Test
    void nothingInAFileMakesItThrow() throws IOException {
        long seed = 20_261_121L;
        Random random = new Random(seed);
        String alphabet = "some total=0189 \n\t\0é-max";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder content = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                content.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            of(content.toString());
            assertThat(text.number(random.nextInt(4))).as("seed " + seed).isGreaterThanOrEqualTo(Text.UNKNOWN);
            assertThat(text.after("some")).isGreaterThanOrEqualTo(Text.UNKNOWN);
            assertThat(text.in("some", "total=")).isGreaterThanOrEqualTo(Text.UNKNOWN);
        }
    }
}
