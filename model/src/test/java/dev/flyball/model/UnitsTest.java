package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, 0, 0s",
        "250ms, 250000000, 250ms",
        "1000ms, 1000000000, 1s",
        "90s, 90000000000, 90s",
        "120s, 120000000000, 2m",
        "1.5 s, 1500000000, 1500ms",
        "24h, 86400000000000, 1d",
        "3 days, 259200000000000, 3d",
        "7us, 7000, 7us",
        "0.5ns, 0, 0s",
        "1ns, 1, 1ns",
    })
    void aDurationIsReadToNanosecondsAndPrintedInItsLargestUnit(String text, long nanos, String canonical) {
        assertThat(Durations.parse(text)).isEqualTo(nanos);
        assertThat(Durations.print(nanos)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "512MB, 512000000, 512MB",
        "512MiB, 536870912, 512MiB",
        "512M, 536870912, 512MiB",
        "2GB, 2000000000, 2GB",
        "1024 KiB, 1048576, 1MiB",
        "1.5kB, 1500, 1500B",
        "0B, 0, 0B",
    })
    void aSizeIsReadToBytesAndPrintedInItsLargestUnit(String text, long bytes, String canonical) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
        assertThat(Sizes.print(bytes)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-5s", "", "s", "1.2.3s", "5 parsecs", "1e3s", "٣s", ".s", "999999999d", "1s1"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Durations.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-5MB", "", "MB", "5 mb", "9999999TB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThat(Sizes.read(text)).isEmpty();
    }

    @Test
    void aRefusalSaysWhatMayBeWritten() {
        assertThatThrownBy(() -> Durations.parse("10"))
                .hasMessage("\"10\" is no duration: write a number and a unit ns, us, ms, s, m, h or d, such as"
                        + " \"250ms\" or \"10s\"");
        assertThatThrownBy(() -> Sizes.parse("10"))
                .hasMessage("\"10\" is no size: write a number and a unit B, kB, MB, GB (powers of 1000) or KiB, MiB,"
                        + " GiB (powers of 1024), such as \"512MiB\"");
    }

    @Test
    void everyUnitMeansWhatItMeansInHocon() {
        for (String unit :
                "d day days h hour hours m minute minutes s second seconds ms milli millis millisecond us micro ns nano"
                        .split(" ", -1)) {
            assertThat(Durations.parse("3" + unit))
                    .as(unit)
                    .isEqualTo(ConfigFactory.parseString("a = 3" + unit)
                            .getDuration("a")
                            .toNanos());
        }
        for (String unit : "TiB T TB GiB G g gigabytes GB MiB Mi M MB megabyte KiB K k kB B byte".split(" ", -1)) {
            assertThat(BigDecimal.valueOf(Sizes.parse("3" + unit)))
                    .as(unit)
                    .isEqualTo(new BigDecimal(ConfigFactory.parseString("a = 3" + unit)
                            .getMemorySize("a")
                            .toBytesBigInteger()));
        }
    }
}
