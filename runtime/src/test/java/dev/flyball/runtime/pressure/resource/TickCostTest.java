package dev.flyball.runtime.pressure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickCostTest {

    private static final int LOOKS = 1_000;

    private final ManualClock clock = new ManualClock();
    private final ResourceMonitor monitor = new ResourceMonitor(
            clock, new ManualAlarm(clock), Runnable::run, Sensing.system(clock), EventSink.NONE, ResourceSpec.DEFAULT);

    private void looks() {
        for (int i = 0; i < LOOKS; i++) {
            monitor.sense();
            clock.advance(Duration.ofSeconds(1)); // every tenth look lists the threads
        }
    }

    @Test
    void aLookLeavesLittleGarbage() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        looks();
        long before = threads.getCurrentThreadAllocatedBytes();
        looks();
        long perLook = (threads.getCurrentThreadAllocatedBytes() - before) / LOOKS;
        monitor.close();
        assertThat(perLook).isLessThan(2_048);
    }
}
