package dev.flyball.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flyball.runtime.alert.Alert;
import dev.flyball.runtime.alert.AlertSpec;
import dev.flyball.runtime.alert.Alerts;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.pipeline.Governance;
import dev.flyball.runtime.pressure.PressureLevel;
import dev.flyball.runtime.pressure.resource.ResourceMonitor;
import dev.flyball.runtime.pressure.resource.Sensing;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a look at memory and processors costs with all that hears of it, alerts included, while nothing fires. */
class TickCostTest {

    private static final int LOOKS = 2_000;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final ManualClock clock = new ManualClock(1);

    private long bytes(Runnable look) {
        for (int i = 0; i < LOOKS; i++) {
            look.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < LOOKS; i++) {
            look.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / LOOKS;
    }

    @Test
    void aLookOfTheWholeRuntimeLeavesLittleGarbage() {
        Governance governance = new Governance(
                clock,
                new ManualAlarm(clock),
                () -> 0,
                Runnable::run,
                Runnable::run,
                Bench.EMPTY,
                Sensing.system(clock),
                Runnable::run);
        ResourceMonitor resources = governance.resources();
        governance.degradations().newest();
        resources.force(PressureLevel.NORMAL, null);
        long perLook = bytes(resources::sense);
        resources.close();
        governance.alerts().close();
        assertThat(perLook).isLessThan(2_048);
    }

    @Test
    void alertsPutNothingIntoWordsThatNobodyIsTold() {
        AlertSpec deaf = AlertSpec.DEFAULT.withChannels(List.of());
        Alerts alerts = new Alerts(
                deaf, clock, new ManualAlarm(clock), () -> 0, InstantSource.system(), EventSink.NONE, new MeterHub());
        int[] asked = new int[1];
        long calm = bytes(() -> {
            alerts.pressure("resources", PressureLevel.NORMAL, 0.1, 0.1, 0.1, () -> "why" + asked[0]++);
            alerts.degradation("resources", false, () -> "why" + asked[0]++);
        });
        assertThat(asked[0]).isZero();
        assertThat(calm).isLessThan(768);
        List<Alert> first = alerts.pressure("resources", PressureLevel.HIGH, 0.8, 0.8, 0.8, () -> "why" + asked[0]++);
        assertThat(first).extracting(Alert::rule).containsExactly("pressure-high", "memory-high", "cpu-high");
        assertThat(asked[0]).isEqualTo(3);
        long still = bytes(() -> {
            alerts.pressure("resources", PressureLevel.HIGH, 0.8, 0.8, 0.8, () -> "why" + asked[0]++);
            alerts.degradation("resources", false, () -> "why" + asked[0]++);
        });
        assertThat(asked[0]).isEqualTo(3);
        assertThat(still).isLessThan(1_536);
        alerts.close();
    }
}
