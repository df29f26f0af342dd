package dev.flyball.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is promised of our algorithms, and that the page says what they do. A line that the page has not got means that
 * the algorithms have changed since: run {@code ./simulate} and read what git shows.
 */
class AdaptiveLimitsTest {

    private static final Path DOCS = Path.of("..", "docs");

    private final SoftAssertions promises = new SoftAssertions();

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3.0})
    void underOverloadOurAlgorithmsKeepTheCapacityAndTheLatency(double load) {
        for (Run run : ours(Scenarios.load(load), Scenarios.SEEDS)) {
            Promise promise = Promise.of(run.contender());
            Steady worst = Steady.of(run);
            kept(run, "serves", worst, promise.servesEnough(worst.leastGoodput()));
            kept(run, "is as fast as", worst, promise.isFast(worst.worstP99()));
            kept(run, "has in flight", worst, promise.hasInFlight(worst.leastInFlight(), worst.mostInFlight()));
            promises.assertThat(page()).contains(Table.line(Chapters.load(load, run)));
        }
        promises.assertAll();
    }

    @Test
    void belowTheCapacityOurAlgorithmsRefuseHardlyAnybody() {
        for (Run run : ours(Scenarios.load(0.7), Scenarios.SEEDS)) {
            Steady worst = Steady.of(run);
            kept(run, "refuses", worst, Promise.of(run.contender()).refusesFew(worst.mostRefusals()));
            promises.assertThat(page()).contains(Table.line(Chapters.load(0.7, run)));
        }
        promises.assertAll();
    }

    @Test
    void anHourOfOverloadDoesNotMoveTheGradient() {
        hours(Stream.of(Contender.GRADIENT));
    }

    @Test
    @Tag("slow")
    void anHourOfOverloadMovesNoneOfOurLimits() {
        hours(Contender.all().filter(Contender::ours));
    }

    private void hours(Stream<Contender> contenders) {
        List<Contender> some = contenders.toList();
        List<Run> low = Run.of(Scenarios.hour(1.5), some.stream(), Scenarios.HOURS);
        List<Run> high = Run.of(Scenarios.hour(3), some.stream(), Scenarios.HOURS);
        Stream.of(low, high).flatMap(List::stream).forEach(run -> {
            Promise promise = Promise.of(run.contender());
            Drift hour = Drift.of(run);
            kept(run, "drifts", hour, promise.staysPut(hour.amount()));
            kept(run, "serves", hour, promise.servesEnough(hour.goodput()));
            kept(run, "is as fast as", hour, promise.isFast(hour.p99()));
        });
        for (int at = 0; at < low.size(); at++) {
            promises.assertThat(page()).contains(Table.line(Chapters.hours(low.get(at), high.get(at))));
        }
        promises.assertAll();
    }

    /** What is quickly made again. */
    @Test
    void thePageIsThatOfThisCodeWhereTheBackendChanges() {
        samePage(Report.cheap());
    }

    @Test
    @Tag("slow")
    void theWholePageIsThatOfThisCode() {
        List<Chapter> all = Report.all();
        samePage(all);
        assertThat(page()).isEqualTo(Report.page(all));
    }

    private static void samePage(List<Chapter> chapters) {
        for (Chapter chapter : chapters) {
            assertThat(page()).contains(chapter.text());
            chapter.pictures()
                    .forEach((name, picture) -> assertThat(
                                    read(DOCS.resolve(Report.PICTURES).resolve(name)))
                            .isEqualTo(picture));
        }
    }

    private static List<Run> ours(Scenario scenario, int seeds) {
        return Run.of(scenario, Contender.all().filter(Contender::ours), seeds);
    }

    private void kept(Run run, String does, Record what, boolean met) {
        promises.assertThat(met).as("%s %s %s", run.contender(), does, what).isTrue();
    }

    private static String page() {
        return read(DOCS.resolve("adaptive-limits.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
