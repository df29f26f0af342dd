package dev.flyball.sample.fault;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private long now = 1_000_000;
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void nothingIsWrongBeforeTheBeginning() {
        Faults faults = faults(1, Fault.deadDatabase(ofMillis(0), ofMillis(100), ofMillis(30)));

        assertThatCode(faults::onQuery).doesNotThrowAnyException();
        assertThat(faults.deadQueries()).isZero();
    }

    @Test
    void aDeadDatabaseHangsThenFailsFromItsFirstMomentToJustBeforeItsLast() {
        Faults faults = begun(1, Fault.deadDatabase(ofMillis(100), ofMillis(200), ofMillis(30)));

        at(99);
        assertThatCode(faults::onQuery).doesNotThrowAnyException();
        at(100);
        assertThatThrownBy(faults::onQuery).hasMessage("connect timed out after 30 ms");
        at(200);
        assertThatCode(faults::onQuery).doesNotThrowAnyException();
        assertThat(pauses).containsExactly(ofMillis(30));
        assertThat(faults.queries()).isEqualTo(1);
        assertThat(faults.deadQueries()).isEqualTo(1);
    }

    @Test
    void aSlowDatabaseAnswersLate() {
        Faults faults = begun(1, Fault.slowDatabase(ofMillis(0), ofMillis(10), ofMillis(60)));

        assertThatCode(faults::onQuery).doesNotThrowAnyException();
        assertThat(pauses).containsExactly(ofMillis(60));
        assertThat(faults.queries()).isEqualTo(1);
        assertThat(faults.deadQueries()).isZero();
    }

    @Test
    void aNarrowDatabaseServesSoManyAtOnceAndTheOthersInTheirTurn() {
        Fault narrow = Fault.narrowDatabase(ofMillis(0), ofMillis(100), ofMillis(20), 2);
        Faults faults = begun(1, narrow);

        query(faults, 5);
        at(30);
        query(faults, 2);

        assertThat(pauses)
                .containsExactly(
                        ofMillis(20),
                        ofMillis(20),
                        ofMillis(40),
                        ofMillis(40),
                        ofMillis(60),
                        ofMillis(30),
                        ofMillis(50));
        assertThat(faults.mostAtOnce(narrow)).isEqualTo(5);
    }

    @Test
    void aDatabaseThatGetsNarrowerFinishesWhatItHasBegun() {
        Fault wide = Fault.narrowDatabase(ofMillis(0), ofMillis(10), ofMillis(20), 4);
        Fault narrow = Fault.narrowDatabase(ofMillis(10), ofMillis(100), ofMillis(20), 1);
        Faults faults = faults(1, wide, narrow);
        faults.begin(now);

        query(faults, 4);
        at(10);
        query(faults, 2);

        assertThat(pauses.subList(4, 6)).containsExactly(ofMillis(30), ofMillis(50));
        assertThat(faults.mostAtOnce(wide)).isEqualTo(4);
        assertThat(faults.mostAtOnce(narrow)).isEqualTo(6);
    }

    private static void query(Faults faults, int times) {
        for (int i = 0; i < times; i++) {
            assertThatCode(faults::onQuery).doesNotThrowAnyException();
        }
    }

    @Test
    void aFlakyDiskFailsAboutItsShareOfReads() {
        Faults faults = begun(7, Fault.flakyDisk(ofMillis(0), ofMillis(10), 0.12));

        List<Integer> failed = failedReads(faults, 10_000);

        assertThat(failed.size()).isBetween(1100, 1300);
        assertThat(faults.reads()).isEqualTo(10_000);
        assertThat(faults.failedReads()).isEqualTo(failed.size());
    }

    @Test
    void aSlowDiskReadsLate() {
        Faults faults = begun(1, Fault.slowDisk(ofMillis(0), ofMillis(10), ofMillis(15)));

        assertThat(failedReads(faults, 2)).isEmpty();
        assertThat(pauses).containsExactly(ofMillis(15), ofMillis(15));
    }

    @Test
    void theSameSeedFailsTheSameReads() {
        Fault flaky = Fault.flakyDisk(ofMillis(0), ofMillis(10), 0.12);

        assertThat(failedReads(begun(7, flaky), 1000)).isEqualTo(failedReads(begun(7, flaky), 1000));
        assertThat(failedReads(begun(7, flaky), 1000)).isNotEqualTo(failedReads(begun(8, flaky), 1000));
    }

    private static List<Integer> failedReads(Faults faults, int reads) {
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            try {
                faults.onRead();
            } catch (IOException lost) {
                failed.add(i);
            }
        }
        return failed;
    }

    private void at(long millis) {
        now = 1_000_000 + ofMillis(millis).toNanos();
    }

    private Faults begun(long seed, Fault fault) {
        Faults faults = faults(seed, fault);
        faults.begin(now);
        return faults;
    }

    private Faults faults(long seed, Fault... fault) {
        return new Faults(FaultSchedule.of(fault), seed, () -> now, pauses::add);
    }
}
