package dev.flyball.runtime.alert;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Writes to a logger, the severity as level: ERROR and CRITICAL are both ERROR, what is over is INFO. */
final class LogChannel implements AlertChannel {

    private final Supplier<Logger> logger;

    /** @param logger asked at each alert, so that none is made before the first */
    LogChannel(Supplier<Logger> logger) {
        this.logger = logger;
    }

    @Override
    public void send(Alert alert) {
        logger.get()
                .atLevel(level(alert))
                .addKeyValue("id", alert.id())
                .addKeyValue("rule", alert.rule())
                .addKeyValue("instance", alert.instance())
                .addKeyValue("severity", alert.severity())
                .addKeyValue("state", alert.state())
                .addKeyValue("suppressed", alert.suppressed())
                .log(alert.text());
    }

    private static Level level(Alert alert) {
        if (alert.state() == Alert.State.RESOLVED) {
            return Level.INFO;
        }
        return switch (alert.severity()) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }
}
