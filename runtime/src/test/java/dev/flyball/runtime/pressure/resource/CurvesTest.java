package dev.flyball.runtime.pressure.resource;

import static dev.flyball.runtime.pressure.PressureLevel.CRITICAL;
import static dev.flyball.runtime.pressure.PressureLevel.ELEVATED;
import static dev.flyball.runtime.pressure.PressureLevel.EMERGENCY;
import static dev.flyball.runtime.pressure.PressureLevel.HIGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flyball.runtime.pressure.Curve;
import dev.flyball.runtime.pressure.LiveMemory.Sample;
import dev.flyball.runtime.pressure.PressureLevel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The calibrated table, point by point: whoever moves one moves it here, too, and says why. */
class CurvesTest {

    private final Curves curves = Curves.CALIBRATED;
    private final Weighing weighing = new Weighing();
    private final Raw raw = new Raw();

    @Test
    void thePointsOfTheTable() {
        assertThat(curves.used()).hasToString("0.5:0.5 0.85:0.65 0.95:0.75 1.0:0.8");
        assertThat(curves.waiting()).hasToString("0.05:0.5 0.1:0.65 0.25:0.75 0.5:0.85 0.8:0.95 0.95:1.0");
        assertThat(curves.throttled()).hasToString("0.01:0.5 0.05:0.65 0.15:0.75 0.3:0.85 0.5:0.95 0.7:1.0");
        assertThat(curves.queueing()).hasToString("1.0:0.65 2.0:0.75 4.0:0.85 8.0:0.95 16.0:1.0");
        assertThat(curves.live()).hasToString("0.6:0.5 0.75:0.65 0.82:0.75 0.88:0.85 0.94:0.95 0.97:1.0");
        assertThat(curves.collecting()).hasToString("0.05:0.5 0.1:0.65 0.2:0.75 0.35:0.85 0.6:0.95 0.8:1.0");
        assertThat(curves.container()).hasToString("0.8:0.5 0.9:0.65 0.94:0.75 0.97:0.85 0.99:0.95 1.0:1.0");
        assertThat(curves.memoryStalled()).hasToString("0.02:0.65 0.05:0.75 0.1:0.85 0.2:0.95 0.4:1.0");
        assertThat(curves.allocationStall()).isEqualTo(0.85);
        assertThat(curves.neighbour()).isEqualTo(0.84);
        assertThat(curves.busy()).isEqualTo(0.10);
    }

    @Test
    void oneThatMayDeclareAnEmergencyAloneEndsAboveItsBound() {
        for (Curve curve : List.of(
                curves.waiting(),
                curves.throttled(),
                curves.queueing(),
                curves.live(),
                curves.collecting(),
                curves.container(),
                curves.memoryStalled())) {
            assertThat(PressureLevel.of(curve.at(1e9))).isEqualTo(EMERGENCY);
        }
        assertThat(PressureLevel.of(curves.used().at(1)))
                .as("busy is not overloaded")
                .isEqualTo(HIGH);
        assertThat(PressureLevel.of(curves.allocationStall())).isEqualTo(CRITICAL);
        assertThat(PressureLevel.of(curves.neighbour())).isEqualTo(HIGH);
    }

    /** What each level begins at, in each signal's own measure. */
    @Test
    void whereLevelsBegin() {
        Map<Curve, List<Double>> begins = Map.of(
                curves.waiting(), List.of(.10, .25, .50),
                curves.live(), List.of(.75, .82, .88),
                curves.collecting(), List.of(.10, .20, .35));
        begins.forEach((curve, at) -> {
            assertThat(curve.at(at.get(0))).isEqualTo(ELEVATED.from());
            assertThat(curve.at(at.get(1))).isEqualTo(HIGH.from());
            assertThat(curve.at(at.get(2))).isEqualTo(CRITICAL.from());
            assertThat(curve.reaches(HIGH.from())).isCloseTo(at.get(1), within(1e-9));
        });
    }

    @Test
    void curvesRiseAndStayInTheirRange() {
        long seed = 20_261_121L;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double x = random.nextDouble() * 1.2;
            double more = x + random.nextDouble() * 0.2;
            for (Curve curve : List.of(curves.used(), curves.waiting(), curves.live(), curves.queueing())) {
                assertThat(curve.at(x)).as("seed " + seed).isBetween(0.0, 1.0).isLessThanOrEqualTo(curve.at(more));
            }
        }
        assertThat(curves.live().at(Double.NaN)).as("what is not known").isZero();
    }

    private double cpu() {
        weighing.cpu(raw, ResourceSpec.DEFAULT);
        return weighing.most();
    }

    @Test
    void aBusyMachineThatNobodyWaitsForIsHealthy() {
        raw.cpuUsed = 1;
        raw.cpuStalled = 0.008;
        raw.runQueue = 0.01;
        assertThat(cpu()).isEqualTo(0.80);
        assertThat(weighing.leading()).isEqualTo(Signal.CPU_USED);
    }

    @Test
    void waitingOfTheWholeMachineIsANeighboursUnlessItIsFelt() {
        raw.cpuUsed = 0.5;
        raw.cpuStalled = 1;
        assertThat(cpu()).isEqualTo(0.84);
        raw.runQueue = 0.24;
        assertThat(cpu()).isEqualTo(0.84);
        raw.runQueue = 0.25;
        assertThat(cpu()).isEqualTo(1);
        raw.runQueue = Double.NaN;
        raw.queueing = 2;
        assertThat(cpu()).isEqualTo(1);
        raw.queueing = Double.NaN;
        raw.ownGroup = true;
        assertThat(cpu()).isEqualTo(1);
    }

    @Test
    void whoHardlyRunsAndWaitsAtEachWakingIsNotOverloaded() {
        raw.runQueue = 0.9;
        raw.cpuStalled = 1;
        raw.cpuUsed = 0.02;
        assertThat(cpu()).isEqualTo(0.84);
        raw.cpuUsed = 0.2;
        raw.runQueue = 0.62; // four foreign processes on two processors, and one own thread
        assertThat(cpu()).isEqualTo(1);
    }

    private double memory(long stalls, long deaths) {
        weighing.memory(raw, ResourceSpec.DEFAULT, 0, stalls, deaths, true);
        return weighing.most();
    }

    @Test
    void memoryIsTheWorstOfItsSignals() {
        raw.live = new Sample(75, 100, 0, 1);
        assertThat(memory(0, 0)).isEqualTo(0.65);
        raw.old = 0.88;
        assertThat(memory(0, 0)).isEqualTo(0.85);
        assertThat(weighing.leading()).isEqualTo(Signal.OLD);
        raw.old = 0.1;
        assertThat(memory(3, 0)).isEqualTo(0.85);
        assertThat(weighing.leading()).isEqualTo(Signal.ALLOCATION_STALL);
        assertThat(weighing.certain()).isTrue();
        assertThat(memory(0, 1)).isEqualTo(1);
        assertThat(weighing.leading()).isEqualTo(Signal.OUT_OF_MEMORY);
        raw.container = 0.97;
        assertThat(memory(0, 0)).isEqualTo(0.85);
        raw.memoryStalled = 0.2;
        assertThat(memory(0, 0)).isEqualTo(0.95);
    }

    @Test
    void lessMemoryMayCountAsAll() {
        raw.live = new Sample(750, 10_000, 0, 1);
        weighing.memory(raw, ResourceSpec.DEFAULT.withMaxMemory(1_000), 0, 0, 0, true);
        assertThat(weighing.most()).isEqualTo(0.65);
    }

    @Test
    void thePlainModelTakesSharesAsTheyAre() {
        ResourceSpec plain = ResourceSpec.DEFAULT.withModel(ResourceSpec.Model.PLAIN);
        raw.heapUsed = 0.7;
        raw.live = new Sample(99, 100, 0, 1);
        weighing.memory(raw, plain, 1, 1, 1, true);
        assertThat(weighing.most()).isEqualTo(0.7);
        raw.cpuUsed = 0.96;
        raw.cpuStalled = 1;
        weighing.cpu(raw, plain);
        assertThat(weighing.most()).isEqualTo(0.96);
    }

    @Test
    void aCurveThatFallsIsRefused() {
        assertThatThrownBy(() -> Curve.through(.5, .5, .4, .6))
                .hasMessage(
                        "[pressure-curve] [0.5, 0.5, 0.4, 0.6] is no curve; give pairs of x and y where x rises from"
                                + " above 0 and y does not fall, up to 1");
    }
}
