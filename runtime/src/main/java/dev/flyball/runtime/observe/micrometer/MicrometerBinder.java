package dev.flyball.runtime.observe.micrometer;

import dev.flyball.runtime.observe.MeterHub;
import io.micrometer.core.instrument.Metrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds Micrometer, if the program has it. No type of Micrometer stands in a signature here, so that this class links
 * without it.
 */
public final class MicrometerBinder {

    private MicrometerBinder() {}

    /**
     * Shows the hub's meters in Micrometer's global registry, where Micrometer is visible from this class's own loader;
     * false where it is not.
     */
    public static boolean bindGlobalIfPresent(MeterHub hub) {
        return present(MicrometerBinder.class.getClassLoader()) && bind(hub);
    }

    private static boolean present(@Nullable ClassLoader loader) {
        try {
            Class.forName("io.micrometer.core.instrument.Metrics", false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    private static boolean bind(MeterHub hub) {
        try {
            hub.bind(Global.visitor());
            return true;
        } catch (LinkageError tooOld) {
            LoggerFactory.getLogger("dev.flyball.metrics")
                    .warn(
                            "[micrometer-mismatch] Micrometer is there but cannot be used: {}; meters stay unbound",
                            tooOld.toString());
            return false;
        }
    }

    /** Apart, so that the class above loads without Micrometer. */
    private static final class Global {
        static MicrometerVisitor visitor() {
            return new MicrometerVisitor(Metrics.globalRegistry);
        }
    }
}
