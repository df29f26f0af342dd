package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.LiveMemory;
import dev.flyball.runtime.time.Clock;
import java.nio.file.Path;

/** All signals of this system: the JVM's own, and the kernel's where there are any. */
final class SystemSensing extends Sensing {

    private final JvmSignals jvm;
    private final KernelSignals kernel;

    SystemSensing(Clock clock, Path procRoot, Path cgroupRoot) {
        this.jvm = new JvmSignals(clock);
        this.kernel = new KernelSignals(procRoot, cgroupRoot);
    }

    @Override
    void begin() {
        jvm.begin();
    }

    @Override
    void end() {
        jvm.end();
        kernel.close();
    }

    @Override
    void read(long now, Raw raw) {
        jvm.read(now, raw);
        kernel.read(now, raw);
    }

    @Override
    String source() {
        return kernel.source().isEmpty() ? "jmx" : kernel.source();
    }

    @Override
    LiveMemory live() {
        return jvm.live();
    }
}
