package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.time.Clock;
import java.nio.file.Path;

/** All signals of this system. */
final class SystemSensing extends Sensing {

    private final JvmSignals jvm;

    SystemSensing(Clock clock, Path procRoot, Path cgroupRoot) {
        this.jvm = new JvmSignals(clock);
    }

    @Override
    void begin() {
        jvm.begin();
    }

    @Override
    void end() {
        jvm.end();
    }

    @Override
    void read(long now, Raw raw) {
        jvm.read(now, raw);
    }

    @Override
    LiveMemory live() {
        return jvm.live();
    }
}
